"""The content of attached files: always as something to keep, never as something to show."""

from __future__ import annotations

import logging

from django.http import FileResponse, HttpRequest
from ninja import Router

from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import only
from signoff.files import store
from signoff.files.models import Attachment
from signoff.files.queries import attachment_named
from signoff.kernel.refusals import NotThere

router = Router(tags=["files"])
logger = logging.getLogger("signoff.files")

BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/files/{file}",
    response={200: None, **OF_READS},
    operation_id="file",
    summary="The content of an attached file",
    openapi_extra={"responses": {200: {"content": BYTES}}},
)
def file(request: HttpRequest, file: str) -> FileResponse:
    only(request)
    caller = caller_of(request)
    named = Attachment.objects.filter(public_id=file) if file.isalnum() else Attachment.objects.none()
    place = named.values_list("project__key", flat=True).first()
    if place is None:
        raise NotThere(file)
    attachment = attachment_named(file, seen_by=caller.member(place))
    if attachment.erased_at is not None:
        raise NotThere(file)
    try:
        content = store.path_of(attachment.sha256).open("rb")
    except FileNotFoundError:
        logger.exception("the content of file %s is gone from the disk", attachment.public_id)
        raise NotThere(file) from None
    response = FileResponse(
        content, as_attachment=True, filename=attachment.name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
