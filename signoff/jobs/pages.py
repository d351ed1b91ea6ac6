"""The administrator's page of jobs: what failed for good, with its cause, and what is done by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from signoff.doors.pages import page
from signoff.jobs import queries
from signoff.jobs.queue import try_again
from signoff.kernel import clock
from signoff.kernel.refusals import NotThere
from signoff.people.access import person_of, see, signed_in


@require_safe
@signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    """How the work stands. For administrators; for anybody else there is no such page."""
    person = person_of(request)
    try:
        context = {
            "figures": queries.figures(seen_by=person, now=clock.now()),
            "failed": list(queries.failed(seen_by=person)[: queries.MOST_SHOWN]),
            "resting": list(queries.resting(seen_by=person)[: queries.MOST_SHOWN]),
            "recurring": queries.recurring(seen_by=person),
            "words_of": queries.words_of,
        }
    except NotThere:
        raise Http404 from None
    return page(request, "jobs/jobs.html", context, member=None, current="account")


@require_POST
@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """One of them, or all, from the start. It decides nothing: the deed whose effect it is stands in the ledger."""
    try:
        rows = queries.failed(seen_by=person_of(request))
    except NotThere:
        raise Http404 from None
    number = request.POST.get("job", "")
    if number != "all":
        rows = rows.filter(pk=int(number) if number.isdecimal() and len(number) < 16 else 0)
    count = try_again(rows, clock.now())
    if not count:
        messages.warning(request, _("It had been tried again already."))
    else:
        said = ngettext("%(count)s job is tried again now.", "%(count)s jobs are tried again now.", count)
        messages.success(request, said % {"count": count})
    return see(reverse("jobs"))
