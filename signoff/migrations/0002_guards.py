"""What the database itself keeps: the ledger is only appended to, and the words of tasks can be searched.

The triggers refuse every UPDATE, DELETE and TRUNCATE of entries and tree nodes, and that a log is given to another
project (TRUST.md, A7). On SQLite, which has no roles, REPLACE would delete without asking a trigger; so an insert over
an existing row is refused too.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER entry_no_update BEFORE UPDATE ON signoff_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON signoff_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON signoff_entry
WHEN EXISTS (SELECT 1 FROM signoff_entry WHERE log_id = NEW.log_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER node_no_update BEFORE UPDATE ON signoff_node
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER node_no_delete BEFORE DELETE ON signoff_node
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER node_no_replace BEFORE INSERT ON signoff_node
WHEN EXISTS (SELECT 1 FROM signoff_node WHERE log_id = NEW.log_id AND level = NEW.level AND "index" = NEW."index")
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE OF id, project_id, room, origin ON signoff_log
BEGIN SELECT RAISE(ABORT, 'a log is begun once'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON signoff_log
BEGIN SELECT RAISE(ABORT, 'a log is begun once'); END;
CREATE TRIGGER log_no_replace BEFORE INSERT ON signoff_log
WHEN EXISTS (SELECT 1 FROM signoff_log WHERE id = NEW.id OR origin = NEW.origin
             OR (project_id IS NEW.project_id AND room = NEW.room))
BEGIN SELECT RAISE(ABORT, 'a log is begun once'); END;

CREATE VIRTUAL TABLE signoff_task_search USING fts5(title, story, content='signoff_task', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE TRIGGER task_search_insert AFTER INSERT ON signoff_task BEGIN
  INSERT INTO signoff_task_search(rowid, title, story) VALUES (NEW.id, NEW.title, NEW.story); END;
CREATE TRIGGER task_search_delete AFTER DELETE ON signoff_task BEGIN
  INSERT INTO signoff_task_search(signoff_task_search, rowid, title, story)
  VALUES ('delete', OLD.id, OLD.title, OLD.story); END;
CREATE TRIGGER task_search_update AFTER UPDATE OF title, story ON signoff_task
WHEN OLD.title IS NOT NEW.title OR OLD.story IS NOT NEW.story BEGIN
  INSERT INTO signoff_task_search(signoff_task_search, rowid, title, story)
  VALUES ('delete', OLD.id, OLD.title, OLD.story);
  INSERT INTO signoff_task_search(rowid, title, story) VALUES (NEW.id, NEW.title, NEW.story); END;
"""

POSTGRESQL = """
CREATE FUNCTION signoff_only_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is only appended to' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER entry_only_append BEFORE UPDATE OR DELETE ON signoff_entry
  FOR EACH ROW EXECUTE FUNCTION signoff_only_append();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON signoff_entry
  FOR EACH STATEMENT EXECUTE FUNCTION signoff_only_append();
CREATE TRIGGER node_only_append BEFORE UPDATE OR DELETE ON signoff_node
  FOR EACH ROW EXECUTE FUNCTION signoff_only_append();
CREATE TRIGGER node_no_truncate BEFORE TRUNCATE ON signoff_node
  FOR EACH STATEMENT EXECUTE FUNCTION signoff_only_append();
CREATE TRIGGER log_begun_once BEFORE UPDATE OF id, project_id, room, origin OR DELETE ON signoff_log
  FOR EACH ROW EXECUTE FUNCTION signoff_only_append();
CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON signoff_log
  FOR EACH STATEMENT EXECUTE FUNCTION signoff_only_append();
CREATE INDEX task_search ON signoff_task
  USING gin (to_tsvector('simple', left(title || ' ' || story, 200000)));
"""


def guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create triggers and search index in the database's own language."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    with schema_editor.connection.cursor() as cursor:
        for statement in SQLITE.replace("END;", "END;\0").replace("'2 3');", "'2 3');\0").split("\0"):
            if statement.strip():
                cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("signoff", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
