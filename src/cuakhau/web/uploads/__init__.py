"""Files that people send: `read_upload` is the one way in, `serve_upload` the one way out."""

from cuakhau.web.uploads.kinds import PICTURES
from cuakhau.web.uploads.read import MOST_BYTES, Upload, read_upload
from cuakhau.web.uploads.refusals import FileRefused
from cuakhau.web.uploads.serve import serve_kept, serve_upload

__all__ = [
    "MOST_BYTES",
    "PICTURES",
    "FileRefused",
    "Upload",
    "read_upload",
    "serve_kept",
    "serve_upload",
]
