"""Bulletins of the past as a CSV file, in the columns of a zone's `history/counts.csv`."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cuakhau.reports.refusals import (
    b11_day_is_a_day,
    b24_columns_are_there,
    b25_place_is_known,
    b26_number_is_whole,
    b27_word_is_known,
    not_issued,
)
from cuakhau.zone.bulletin.headings import MEASURES
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

NEEDED = ("first_day", "place", "measure", "direction", "cargo", "value")
COLUMNS = (
    "first_day", "last_day", "place", "measure", "direction", "cargo", "value", "value_high",
    "unit", "precision", "note",
)  # fmt: skip
WORDS: dict[str, tuple[str, ...]] = {
    "measure": MEASURES,
    "direction": ("both", "export", "import"),
    "cargo": ("all", "fruit", "other", "cargo", "new_vehicles"),
    "unit": ("vehicle", "wagon"),
    "precision": ("exact", "approx", "at_least", "avg", "range", "derived", "suspect"),
}
DEFAULTS = {"unit": "vehicle", "precision": "exact"}
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Mistake:
    """What cannot be read: the row of the file, its column, and why."""

    row: int
    column: str
    value: str
    refusal: Refusal


def read_table(
    zone: Zone, text: str, words: Iterable[str] = ()
) -> tuple[list[tuple[int, PublishedCount]], list[Mistake]]:
    """Read a file whole; `words` are those of the zone for several places taken together.

    A file with one mistake gives all mistakes and is not to be taken.
    """
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    header = [name.strip() for name in lines[0]] if lines else []
    missing = [name for name in NEEDED if name not in header]
    if missing:
        facts = {"missing": ", ".join(missing), "columns": ", ".join(COLUMNS)}
        return [], [Mistake(1, "", "", not_issued(b24_columns_are_there, **facts))]
    known = {gate.id for gate in zone.gates} | {route.id for route in zone.routes}
    known |= {line.id for line in zone.bulletin_lines} | {"all", *words}
    counts: list[tuple[int, PublishedCount]] = []
    mistakes: list[Mistake] = []
    for number, cells in enumerate(lines[1 : MOST_ROWS + 1], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        said = dict(zip(header, [cell.strip() for cell in cells], strict=False))
        count = _read_row(number, said, known, mistakes)
        if count is not None:
            counts.append((number, count))
    return counts, mistakes


def write_table(counts: Iterable[PublishedCount]) -> str:
    """Write counts as such a file, for somebody to correct by hand."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for count in counts:
        writer.writerow(
            ["" if (value := getattr(count, name)) is None else value for name in COLUMNS]
        )
    return written.getvalue()


def _read_row(
    number: int, said: dict[str, str], known: set[str], mistakes: list[Mistake]
) -> PublishedCount | None:
    before = len(mistakes)

    def read(column: str, how: Callable[[str], Any], rule: Any, **facts: Any) -> Any:
        value = said.get(column, "") or DEFAULTS.get(column, "")
        try:
            return how(value)
        except (ValueError, KeyError):
            mistakes.append(Mistake(number, column, value, not_issued(rule, value=value, **facts)))
            return None

    def word(column: str) -> Any:
        words = WORDS[column]
        allowed = {one: one for one in words}
        return read(column, allowed.__getitem__, b27_word_is_known, words=", ".join(words))

    first = read("first_day", date.fromisoformat, b11_day_is_a_day)
    last = read("last_day", date.fromisoformat, b11_day_is_a_day) if said.get("last_day") else first
    some = ", ".join(sorted(known)[:4])
    place = read("place", {one: one for one in known}.__getitem__, b25_place_is_known, some=some)
    value = read("value", _whole, b26_number_is_whole)
    high = read("value_high", _whole, b26_number_is_whole) if said.get("value_high") else None
    named = {column: word(column) for column in WORDS}
    if len(mistakes) > before:
        return None
    return PublishedCount(
        first_day=first,
        last_day=last,
        place=place,
        value=value,
        value_high=high,
        source="",
        note=said.get("note", "")[:300],
        **named,
    )


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)
