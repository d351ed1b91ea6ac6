"""What kind of file it is, by its first bytes: only harmless pictures are ever shown in a page."""

from __future__ import annotations

PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
OTHER = "application/octet-stream"


def media_type(content: bytes) -> str:
    """A picture's media type when the content begins like one; anything else is only handed out to be kept."""
    for beginning, kind in PICTURES:
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if content.startswith(b"%PDF-") else OTHER


def is_picture(kind: str) -> bool:
    return kind.startswith("image/")
