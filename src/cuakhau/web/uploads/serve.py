"""Gives a kept file back: saved or shown as what it is, and able to do nothing in the browser."""

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from cuakhau.web.uploads.read import Upload

_SANDBOX = "default-src 'none'; sandbox"


def serve_upload(upload: Upload) -> HttpResponse:
    """Answer with a file: pictures are shown, everything else is saved by the browser."""
    answer = HttpResponse(upload.content, content_type=upload.media_type)
    how = "inline" if upload.kind == "jpeg" else "attachment"
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(upload.name)}"
    answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def serve_kept(row: Any, *, name: str) -> HttpResponse:
    """Answer with a file that a row of a table keeps (kind, media_type, content, sent_sha256)."""
    return serve_upload(
        Upload(
            kind=row.kind,
            media_type=row.media_type,
            name=name,
            content=bytes(row.content),
            sent_sha256=row.sent_sha256,
        )
    )
