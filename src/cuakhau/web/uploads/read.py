"""Reads a file that somebody sent: size, kind by content, and what harm it could carry."""

import io
import re
import zipfile
from collections.abc import Collection
from hashlib import sha256
from pathlib import PurePath

import msgspec
from django.core.files.uploadedfile import UploadedFile

from cuakhau.web.uploads import refusals
from cuakhau.web.uploads.kinds import PICTURES, find_kind, list_kinds, name_kinds
from cuakhau.web.uploads.pictures import redraw
from cuakhau.web.uploads.refusals import refuse_file

MB = 1_000_000
MOST_BYTES = 20 * MB
MOST_UNPACKED_BYTES = 200 * MB
_NOT_IN_NAMES = re.compile(r"[^\w .()-]+")


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was taken.

    `kind` and `media_type` follow its content, and so does the ending of `name`, which is for
    people to read and never a path. A picture's `content` is our own drawing of it, a JPEG.
    `sent_sha256` is that of the bytes as they came. `text` is there for `csv` and `text` only.
    """

    kind: str
    media_type: str
    name: str
    content: bytes
    sent_sha256: str
    text: str | None = None


def read_upload(
    file: UploadedFile | None, *, kinds: Collection[str], most_bytes: int = MOST_BYTES
) -> Upload:
    """Take a file of one of these kinds. Raises A51 to A57 as `FileRefused`.

    `kinds` are those of `kinds.csv`: jpeg, png, webp (`PICTURES`), pdf, xlsx, csv, text, xml.
    """
    assert set(kinds) <= {*PICTURES, "pdf", "xlsx", "csv", "text", "xml"}, kinds
    if file is None or not file.size:
        raise refuse_file(refusals.a51_file_is_there)
    shown = _clean(file.name or "")
    if file.size > most_bytes:
        raise refuse_file(
            refusals.a52_file_is_not_too_large,
            name=shown,
            size_mb=_megabytes(file.size),
            most_mb=_megabytes(most_bytes),
        )
    content = b"".join(file.chunks())
    found = find_kind(content)
    if found == "text" and "csv" in kinds:
        found = "csv"
    if found not in kinds:
        facts = {"found": name_kinds([found]), "wanted": name_kinds(kinds)}
        raise refuse_file(refusals.a53_file_is_of_a_kind_taken, name=shown, **facts)
    return _take(content, found, shown)


def _take(content: bytes, found: str, shown: str) -> Upload:
    digest, text, kind = sha256(content).hexdigest(), None, found
    if found in PICTURES:
        content, kind = redraw(content, shown), "jpeg"
    elif found == "xlsx":
        _check_workbook(content, shown)
    elif found in ("csv", "text"):
        text = _read_text(content, shown)
    row = list_kinds()[kind]
    return Upload(
        kind=kind,
        media_type=row.media_type,
        name=f"{PurePath(shown).stem or 'file'}.{row.ending}",
        content=content,
        sent_sha256=digest,
        text=text,
    )


def _check_workbook(content: bytes, shown: str) -> None:
    # What the archive says of its sizes may be a lie; openpyxl reads parts only as far as said.
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise refuse_file(refusals.a56_workbook_has_no_program, name=shown)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_BYTES or any(part.flag_bits & 1 for part in parts):
        most = MOST_UNPACKED_BYTES // MB
        raise refuse_file(refusals.a55_workbook_is_plain, name=shown, most_mb=most)


def _read_text(content: bytes, shown: str) -> str:
    code = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(code)
    except UnicodeDecodeError as bad:
        raise refuse_file(refusals.a57_text_can_be_read, name=shown) from bad


def _clean(name: str) -> str:
    """Leave letters, digits and a few signs of a name, so that it can be shown and saved."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = _NOT_IN_NAMES.sub("_", last).strip(" ._")
    return plain[:80] or "file"


def _megabytes(size: int) -> str:
    tenths = -(-size * 10 // MB)  # rounded up: 20.01 is more than 20
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
