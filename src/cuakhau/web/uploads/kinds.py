"""What a file is, told by its content. Its name and what the browser says of it count for nothing.

`kinds.csv` names every kind in three languages; the last rows are only ever refused.
"""

import csv
import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES, Language

PICTURES = ("jpeg", "png", "webp")
TABLES = ("xlsx", "csv")
_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (8, b"WEBP", "webp"),
    (0, b"%PDF-", "pdf"),
    (4, b"ftypheic", "heic"),
    (4, b"ftypheix", "heic"),
    (4, b"ftypmif1", "heic"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"#!", "program"),
)
_PAGES = (b"<!doctype html", b"<html", b"<svg", b"<script", b"<?xml")
_OF_PAGES = (b"<!doctype", b"<!entity", b"<html", b"<svg", b"xhtml", b"<?xml-stylesheet")
_BLANK = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of `kinds.csv`."""

    id: str
    ending: str
    media_type: str
    names: dict[Language, str]


@cache
def list_kinds() -> dict[str, Kind]:
    """Give the kinds by their id."""
    text = resources.files("cuakhau.web.uploads").joinpath("kinds.csv").read_text("utf-8")
    return {
        row["kind"]: Kind(
            row["kind"], row["ending"], row["media_type"], {code: row[code] for code in LANGUAGES}
        )
        for row in csv.DictReader(io.StringIO(text))
    }


def find_kind(content: bytes) -> str:
    """Tell the kind of a file; `text` for what holds letters only, `unknown` for the rest."""
    for start, sign, kind in _SIGNS:
        if content[start : start + len(sign)] == sign:
            return kind
    if content[:4] == b"PK\x03\x04":
        return _kind_of_archive(content)
    if content[:512].lstrip(_BLANK).lower().startswith(_PAGES):
        begin = content[:4096].lower()
        is_data = b"<?xml" in begin and not any(word in begin for word in _OF_PAGES)
        return "xml" if is_data else "page"
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return "text" if is_utf_16 or b"\0" not in content else "unknown"


def name_kinds(kinds: Collection[str]) -> Named:
    """Name kinds for people, in the order of the table."""
    rows = [kind for kind in list_kinds().values() if kind.id in kinds]
    names: dict[Language, str] = {
        code: ("、" if code == "zh" else ", ").join(row.names[code] for row in rows)
        for code in LANGUAGES
    }
    return Named(names["en"], names)


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "unknown"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else "zip"
