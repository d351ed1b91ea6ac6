"""What a database holds, in one value that changes with every trace of a deed."""

from __future__ import annotations

from django.db.models import Count, Sum

from signoff.backlog.models import TaskTally
from signoff.kernel.models import RememberedAnswer
from signoff.ledger.check_rows import decided_models
from signoff.ledger.models import Entry, Log, Node, Opening
from signoff.people.models import Organisation, Project


def state() -> dict[str, tuple[object, ...]]:
    """By table: how many rows, and the sum of what grows with each deed."""
    found: dict[str, tuple[object, ...]] = {}
    for model in decided_models():
        found[model.__name__] = tuple(model._default_manager.aggregate(Count("pk"), Sum("revision")).values())
    for table in (Entry, Node, Opening, RememberedAnswer, Organisation):
        found[table.__name__] = (table._default_manager.count(),)
    found["Log"] = tuple(Log.objects.order_by("pk").values_list("pk", "size", "checkpoint"))
    found["TaskTally"] = tuple(TaskTally.objects.order_by("pk").values_list("pk", "count"))
    found["last numbers"] = tuple(Project.objects.order_by("pk").values_list("last_number"))
    return found
