"""A baseline in a few words, for the ledger."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.commands.estimate import duration_of
from signoff.ledger.telling import Told
from signoff.scope.models import Baseline
from signoff.scope.snapshot import whole_of


def words_of(baseline: Baseline) -> dict[str, str | int]:
    """The words that are kept with the entry."""
    whole = whole_of(baseline)
    return {
        "number": baseline.number,
        "tasks": baseline.tasks,
        "expected": whole.expected,
        "low": whole.low,
        "high": whole.high,
    }


def scope_told(told: Told) -> str:
    """“120 tasks, 850 h, between 800 h and 920 h”."""
    tasks = int(told.word("tasks"))
    count = ngettext("%(count)d task", "%(count)d tasks", tasks) % {"count": tasks}
    if told.word("low") == told.word("high"):
        return f"{count}, {duration_of(told.word('expected'))}"
    return _("%(tasks)s, %(expected)s, between %(low)s and %(high)s") % {
        "tasks": count,
        **{name: duration_of(told.word(name)) for name in ("expected", "low", "high")},
    }
