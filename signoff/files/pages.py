"""Attaching files, handing them out, and erasing them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from signoff.doors.not_done import NotDone
from signoff.doors.pages import deed, project_deed, show_again
from signoff.doors.uploads import was_too_large
from signoff.files import store
from signoff.files.commands import MOST_BYTES
from signoff.files.kinds import is_picture
from signoff.files.models import Attachment
from signoff.files.queries import attachment_anywhere
from signoff.kernel.refusals import NotThere, Problem, Unreadable
from signoff.people.access import person_of, signed_in
from signoff.people.standing import Member

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""A file never runs, nor loads anything, whatever it says that it is (D2)."""


@project_deed
def attach(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """A file of up to 10 MB comes to the task, for both sides or for one's own (D5)."""
    return _attach(request, {"task": task}, f"/projects/{member.project.key}/tasks/{task}")


@project_deed
def attach_to_requirement(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """The same for a requirement (S6)."""
    key = member.project.key
    here = f"/projects/{key}/scope/requirements/{requirement}"
    return _attach(request, {"requirement": f"{key}.{requirement}"}, here)


def _attach(request: HttpRequest, holder: dict[str, str], here: str) -> HttpResponse:
    uploaded = request.FILES.get("file")
    if was_too_large(request) or (uploaded is not None and (uploaded.size or 0) > MOST_BYTES):
        too_large = Unreadable([Problem("content", f"Data should have at most {MOST_BYTES} bytes")])
        again = show_again(request, NotDone.of("files.attach-file", too_large, request.POST), here)
        again.status_code = 413
        return again
    given = {
        **holder,
        "name": (uploaded.name or "") if uploaded else "",
        "content": uploaded.read() if uploaded else b"",
        "room": request.POST.get("room", "both"),
    }
    return deed(request, "files.attach-file", given, page=here, then=lambda done: f"{here}#file-{done.answer['file']}")


@signed_in
@require_safe
def hand_out(request: HttpRequest, file: str) -> HttpResponseBase:
    """The content of a file: pictures to look at, anything else to be kept. Erased or not theirs: 404 (B2)."""
    attachment = _attachment(request, file)
    fresh = HttpResponse(headers={"ETag": f'"{attachment.sha256}"'})
    answer: HttpResponseBase = get_conditional_response(request, f'"{attachment.sha256}"', None, fresh) or fresh
    if answer is fresh:
        answer = _content(attachment)
    answer.headers["ETag"] = f'"{attachment.sha256}"'
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _content(attachment: Attachment) -> FileResponse:
    picture = is_picture(attachment.media_type)
    try:
        content = store.path_of(attachment.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=not picture,
        filename=attachment.name,
        content_type=attachment.media_type if picture else "application/octet-stream",
    )


def _attachment(request: HttpRequest, file: str) -> Attachment:
    try:
        return attachment_anywhere(file, seen_by=person_of(request))
    except NotThere:
        raise Http404 from None


@signed_in
@require_POST
def erase(request: HttpRequest, file: str) -> HttpResponse:
    """A side erases for good what it attached; the record stays (A8)."""
    attachment = _attachment(request, file)
    key = attachment.project.key
    holder = f"tasks/{attachment.task.key}" if attachment.task else f"scope/requirements/{attachment.holder.number}"
    return deed(
        request,
        "files.erase-file",
        {"project": key, "file": file},
        page=f"/projects/{key}/{holder}",
        said=_("Erased.") if attachment.room == "both" else "",
    )
