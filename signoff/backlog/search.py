"""Finding tasks by words: one function over SQLite's FTS5 and PostgreSQL's full text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from signoff.backlog.models import Task
from signoff.kernel.keys import PROJECT_KEY
from signoff.people.models import Project

LONGEST = 200
MOST_TERMS = 12
KEY = re.compile(rf"(?:({PROJECT_KEY})-)?([1-9][0-9]{{0,8}})", re.IGNORECASE | re.ASCII)
UNFIT = re.compile("[\0-\x1f\x7f\ud800-\udfff]")


def matching(tasks: QuerySet[Task], text: str) -> QuerySet[Task]:
    """The tasks that hold every word of `text` in title or story; the last word may be a beginning.

    `131` and `BOOK-131` find the task of that number too, as does the key that it had in another tracker.
    Empty text finds all of them, text without any letter or digit none. No text raises.
    """
    said = _fit(text)
    if not said:
        return tasks
    found = _named(said)
    terms = _terms(said)
    if terms:
        found |= _saying(terms)
    return tasks.filter(found)


def tasks_named(text: str, projects: Sequence[Project]) -> QuerySet[Task]:
    """The tasks of this key or number in the projects, also by the key that they had in another tracker."""
    said = _fit(text)
    key = KEY.fullmatch(said)
    everywhere = Q(project_id__in=[project.pk for project in projects])
    named = everywhere & Q(HAS_EXTERNAL_KEY, external_key=said.upper())
    if key:
        of = [project.pk for project in projects if key[1] is None or key[1].upper() == project.key]
        named |= Q(project_id__in=of, number=int(key[2]))
    return Task.objects.filter(named).only(*SHOWN)


def tasks_saying(text: str, projects: Sequence[Project], most: int) -> list[Task]:
    """The newest tasks of the projects that hold every word, at most so many.

    Words that stand in half of all tasks cost no more than rare ones: the index is walked from its newest end, and
    left as soon as there are enough.
    """
    terms, ids = _terms(_fit(text)), [project.pk for project in projects]
    if not terms or not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    if connection.vendor == "sqlite":
        return list(Task.objects.raw(NEWEST_SAYING.format(marks=marks), [_phrases(terms), *ids, *ids, *ids, most]))
    among_newest = list(Task.objects.raw(SAYING_AMONG_NEWEST.format(marks=marks), [*ids, _lexemes(terms), most]))
    if len(among_newest) == most:
        return among_newest
    rows = Task.objects.filter(_saying(terms), project_id__in=ids)
    return list(rows.only(*SHOWN).order_by("-pk")[:most])


SHOWN = ("project_id", "number", "title", "step", "done_before", "is_open")
HAS_EXTERNAL_KEY = RawSQL("NOT (external_key = '')", [], BooleanField())
"""As the index on external keys says it, letter by letter: as a parameter the database could not know that it fits."""
NEWEST_SAYING = """
    SELECT task.id, task.project_id, task.number, task.title, task.step, task.done_before, task.is_open
    FROM signoff_task_search found CROSS JOIN signoff_task task ON task.id = found.rowid
    WHERE signoff_task_search MATCH %s AND task.project_id IN ({marks}) AND found.rowid BETWEEN
        (SELECT MIN((SELECT MIN(id) FROM signoff_task WHERE project_id = project.id))
         FROM signoff_project project WHERE project.id IN ({marks})) AND
        (SELECT MAX((SELECT MAX(id) FROM signoff_task WHERE project_id = project.id))
         FROM signoff_project project WHERE project.id IN ({marks}))
    ORDER BY found.rowid DESC LIMIT %s
"""
"""Between the first and the last task of these projects: of a small one in a large installation little is walked."""

SAYING_AMONG_NEWEST = """
    WITH newest AS MATERIALIZED (
        SELECT id, project_id, number, title, story, step, done_before, is_open FROM signoff_task
        WHERE project_id IN ({marks}) ORDER BY id DESC LIMIT 50
    )
    SELECT id, project_id, number, title, step, done_before, is_open FROM newest
    WHERE to_tsvector('simple', left(title || ' ' || story, 200000)) @@ to_tsquery('simple', %s)
    ORDER BY id DESC LIMIT %s
"""
"""PostgreSQL’s index gives all or none: where the beginning of a word stands in most tasks, the newest come first."""


def _fit(text: str) -> str:
    return UNFIT.sub(" ", text)[:LONGEST].strip()


def _terms(said: str) -> list[str]:
    return [term for term in said.split() if any(map(str.isalnum, term))][:MOST_TERMS]


def _named(said: str) -> Q:
    """The task that has this key, here or in the tracker that it came from."""
    named = Q(external_key=said.upper())
    key = KEY.fullmatch(said)
    if key:
        number = Q(number=int(key[2]))
        named |= number & Q(project__key=key[1].upper()) if key[1] else number
    return named


def _saying(terms: list[str]) -> Q:
    """Every term is quoted, so that nothing of it is read as the search's own language."""
    if connection.vendor == "postgresql":
        return Q(_InText(F("title"), F("story"), Value(_lexemes(terms))))
    search = "SELECT rowid FROM signoff_task_search WHERE signoff_task_search MATCH %s"
    return Q(pk__in=RawSQL(search, [_phrases(terms)]))  # noqa: S611 -- the text goes in as a parameter


def _phrases(terms: list[str]) -> str:
    return " ".join('"' + term.replace('"', '""') + '"' for term in terms) + "*"


def _lexemes(terms: list[str]) -> str:
    return " & ".join(_lexeme(term) for term in terms) + ":*"


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


class _InText(Func):
    """The expression on which the index `task_search` stands, letter by letter."""

    output_field = BooleanField()
    template = "%(expressions)s"

    def __init__(self, title: F, story: F, query: Value) -> None:
        text = Func(
            title,
            story,
            template="to_tsvector('simple', left(%(expressions)s, 200000))",
            arg_joiner=" || ' ' || ",
        )
        super().__init__(text, Func(Value("simple"), query, function="to_tsquery"), arg_joiner=" @@ ")
