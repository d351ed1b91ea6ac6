"""Taking a copy: the bundle that verify.py checks, and verify.py itself."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import signoff
from signoff.charter.sides import Room
from signoff.doors.pages import page, project_page
from signoff.ledger.export import CannotExport, write_bundle
from signoff.ledger.pages.listing import address_of
from signoff.ledger.queries import log_seen_by
from signoff.people.standing import Member
from signoff.serving.environment import ROOT
from signoff.ui.shell import Message

BUSY, NOT_WHOLE = 503, 500


@project_page
def copy(request: HttpRequest, member: Member) -> HttpResponse:
    """The log of both sides, or of one's own, as a zip. One copy of an installation is made at a time."""
    own = request.GET.get("room") == "own"
    log = log_seen_by(member, Room(member.membership.side) if own else Room.BOTH)
    with _one_at_a_time() as mine:
        if not mine:
            return _not_now(request, member, _("Another copy is being made. Try again in a minute."), BUSY)
        file = tempfile.TemporaryFile(dir=settings.VAR)  # noqa: SIM115 (the answer closes it when it is sent)
        try:
            write_bundle(log, file)
        except CannotExport:
            file.close()
            words = _("No copy was made: the ledger is not as it was signed. Please tell the administrator at once.")
            return _not_now(request, member, words, NOT_WHOLE)
    file.seek(0)
    name = f"{member.project.key}{'-own' if own else ''}-{log.size}.zip"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    return cast("HttpResponse", answer)


def _not_now(request: HttpRequest, member: Member, words: str, status: int) -> HttpResponse:
    context = {"member": member, "address": address_of(member), "messages": [Message(words, "bad")]}
    answer = page(request, "ledger/no_copy.html", context, member=member, current="ledger")
    answer.status_code = status
    return answer


@contextmanager
def _one_at_a_time() -> Iterator[bool]:
    """Whether this request is the one that makes a copy now: each takes a processor while it is made."""
    with (Path(settings.VAR) / "copying").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


@require_safe
def verifier(_request: HttpRequest) -> HttpResponse:
    """verify.py, which anybody may have: it needs nothing of Signoff."""
    places = (Path(signoff.__file__).parent / "verify.py", ROOT / "verify.py")
    content = next(place for place in places if place.exists()).read_bytes()
    answer = HttpResponse(content, content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify.py"'
    return answer
