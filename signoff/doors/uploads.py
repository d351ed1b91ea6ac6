"""Files are stopped while they come in once they are larger than their page takes: none fills the disk (D5)."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MIB = 1024 * 1024
MOST_BYTES = {"files": 10 * MIB, "import": 512 * MIB}
"""By the last word of the address; any other address takes no more than 1 MiB."""
TOO_LARGE = "signoff.upload_too_large"


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and counts what comes in, of all files of a request together."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.so_far = 0
        page = request.path.rstrip("/").rpartition("/")[2] if request else ""
        # One more, so that the page itself says of a file just above its bound how large it may be.
        self.most = MOST_BYTES.get(page, MIB) + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.so_far += len(raw_data)
        if self.so_far > self.most:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was stopped."""
    len(request.FILES)  # reads them, where nobody has yet
    return TOO_LARGE in request.META
