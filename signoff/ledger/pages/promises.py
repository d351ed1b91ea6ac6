"""What we promise, and when it was last checked: for everybody, signed in or not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signoff.doors.pages import page
from signoff.ledger.promises import checked
from signoff.people.access import reader


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Each promise in plain words, how it is checked, how often it was tried, and how often it did not hold."""
    groups = checked()
    every = [each for _heading, rows in groups for each in rows]
    days = [each.at for each in every if each.at]
    context = {
        "groups": groups,
        "count": len(every),
        "checked": len(days),
        "newest": max(days, default=None),
        "failed": [each.promise.id for each in every if each.failed],
        "frame": "ui/base.html" if reader(request) else "ui/door.html",
    }
    if reader(request) is None:
        return render(request, "ledger/promises.html", context, using="jinja2")
    return page(request, "ledger/promises.html", context, member=None, current="promises")
