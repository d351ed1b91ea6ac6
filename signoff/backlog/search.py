"""Finding tasks by words: one function over SQLite's FTS5 and PostgreSQL's full text."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from signoff.backlog.models import Task
from signoff.kernel.keys import PROJECT_KEY

LONGEST = 200
MOST_TERMS = 12
KEY = re.compile(rf"(?:({PROJECT_KEY})-)?([1-9][0-9]{{0,8}})", re.IGNORECASE | re.ASCII)
UNFIT = re.compile("[\0-\x1f\x7f\ud800-\udfff]")


def matching(tasks: QuerySet[Task], text: str) -> QuerySet[Task]:
    """The tasks that hold every word of `text` in title or story; the last word may be a beginning.

    `131` and `BOOK-131` find the task of that number too, as does the key that it had in another tracker.
    Empty text finds all of them, text without any letter or digit none. No text raises.
    """
    said = UNFIT.sub(" ", text)[:LONGEST].strip()
    if not said:
        return tasks
    found = _named(said)
    terms = [term for term in said.split() if any(map(str.isalnum, term))][:MOST_TERMS]
    if terms:
        found |= _saying(terms)
    return tasks.filter(found)


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
        return Q(_InText(F("title"), F("story"), Value(" & ".join(_lexeme(term) for term in terms) + ":*")))
    phrases = " ".join('"' + term.replace('"', '""') + '"' for term in terms) + "*"
    search = "SELECT rowid FROM signoff_task_search WHERE signoff_task_search MATCH %s"
    return Q(pk__in=RawSQL(search, [phrases]))  # noqa: S611 -- the text goes in as a parameter


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
