"""Which nomenclature is searched: the one that was taken in, else the headings that cross here."""

import csv
import gzip
import io
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from django.db import transaction

from cuakhau.operations.declare.hs.search import PATH, HsName, Index, build_index
from cuakhau.operations.declare.models import HsLine

CODES = ("code", "hscode", "hs_code")
NAMES = {"vi": ("name_vi", "vi"), "en": ("name_en", "en", "description"), "zh": ("name_zh", "zh")}


class NotANomenclature(ValueError):
    """Raised for a file without a column of codes and one of names."""


def get_index() -> Index:
    """Give the index of what is searched; made anew when another nomenclature was taken in."""
    lines = HsLine.objects.count()
    return _index(lines)


def list_own() -> list[HsName]:
    """List the headings that come with the program: those of goods that cross here."""
    text = resources.files("cuakhau.operations.declare.hs").joinpath("headings.csv")
    return [HsName(**row) for row in csv.DictReader(io.StringIO(text.read_text("utf-8")))]


def read_nomenclature(path: Path) -> list[HsName]:
    """Read a CSV, plain or .gz, as published: code, names, and where there is one the level.

    A name gets those of the lines it stands under, since "other" alone says nothing. Codes that
    stand twice are read once. Raises `NotANomenclature`.
    """
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    code = next((name for name in CODES if name in (rows.fieldnames or ())), None)
    columns = {
        language: name
        for language, names in NAMES.items()
        for name in names
        if name in (rows.fieldnames or ())
    }
    if code is None or not columns:
        raise NotANomenclature(", ".join(rows.fieldnames or ()))
    above: dict[str, list[str]] = {language: [] for language in columns}
    found: dict[str, HsName] = {}
    for row in rows:
        level = int(row["level"]) if (row.get("level") or "").isdigit() and "line" in row else 0
        names: dict[str, Any] = {}
        for language, column in columns.items():
            path_to = above[language][:level]
            path_to.append((row[column] or "").lstrip("- ").rstrip(": "))
            above[language] = path_to
            names[language] = PATH.join(part for part in path_to if part)
        digits = (row[code] or "").replace(".", "").strip()
        if digits.isdigit() and len(digits) >= 4:
            found.setdefault(digits, HsName(digits, **names))
    return list(found.values())


@transaction.atomic
def keep_nomenclature(lines: list[HsName]) -> int:
    """Put a nomenclature in the place of the one that was taken in before; give its lines."""
    HsLine.objects.all().delete()
    rows = [HsLine(code=one.code, vi=one.vi, en=one.en, zh=one.zh) for one in lines]
    HsLine.objects.bulk_create(rows, batch_size=2_000)
    return len(rows)


@lru_cache(maxsize=1)
def _index(lines: int) -> Index:
    own = list_own()
    if not lines:
        return build_index(own)
    kinds = {one.code: one for one in own}
    taken = HsLine.objects.values_list("code", "vi", "en", "zh")
    return build_index(HsName(*row, goods=_goods_of(row[0], kinds)) for row in taken)


def _goods_of(code: str, own: dict[str, HsName]) -> str:
    """Give the class of goods of the nearest heading that has one."""
    for length in range(len(code), 3, -1):
        if code[:length] in own:
            return own[code[:length]].goods
    return ""
