"""Day sheets: what people counted by hand at railway stations and at gates without visits.

    day,place,measure,direction,goods,amount
    2024-08-22,dong_dang,cleared,export,,18

The whole file is checked first; all mistakes are told at once, with row and column, and a file
with a mistake is not taken at all.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from cuakhau.movement.event import MEASURES
from cuakhau.reports.refusals import (
    b10_sheet_can_be_read,
    b11_day_is_a_day,
    b12_place_is_there,
    b13_measure_is_known,
    b14_direction_and_goods_fit,
    b15_amount_is_whole,
    b16_said_once,
    b17_split_or_whole,
    not_issued,
)
from cuakhau.zone.bulletin.day import cut_off_us
from cuakhau.zone.bulletin.headings import Heading, Measure, above, find_heading
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Gate, Route
from cuakhau.zone.zone import Zone

COLUMNS = ("day", "place", "measure", "direction", "goods", "amount")
MOST = 1_000_000  # of one number; a day sheet with more is a slip of the pen


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One number of a day sheet; `row` is its line in the file, the header being 1."""

    row: int
    day: date
    place: str
    measure: Measure
    heading: Heading
    procedure: str | None
    goods: str | None
    amount: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one field of the file, by which rule, and how to mend it."""

    row: int
    column: str
    refusal: Refusal


class BadSheet(ValueError):
    """A day sheet with mistakes: nothing of it was taken. `mistakes` has all of them."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


def read_sheet(zone: Zone, content: bytes, *, now_us: int) -> tuple[SheetRow, ...]:
    """Read a day sheet; its days must be over at `now_us`. Raises `BadSheet` with all mistakes."""
    mistakes: list[Mistake] = []
    rows = [
        row
        for number, fields in _fields(content, mistakes)
        if (row := _read_row(zone, number, fields, now_us, mistakes)) is not None
    ]
    mistakes += _contradictions(rows)
    if mistakes:
        raise BadSheet(tuple(sorted(mistakes, key=lambda one: (one.row, one.column))))
    return tuple(rows)


def _fields(content: bytes, mistakes: list[Mistake]) -> Iterator[tuple[int, dict[str, str]]]:
    def unreadable(row: int, because: str) -> None:
        refusal = not_issued(b10_sheet_can_be_read, because=because, columns=", ".join(COLUMNS))
        mistakes.append(Mistake(row, "", refusal))

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        unreadable(content.count(b"\n", 0, error.start) + 1, "UTF-8?")
        return
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        if sorted(header) != sorted(COLUMNS):
            unreadable(1, ", ".join(header) or "–")
            return
        for fields in reader:
            if None in fields or None in fields.values():
                unreadable(reader.line_num, f"{len(COLUMNS)} ≠ ,")
            else:
                yield reader.line_num, {key: value.strip() for key, value in fields.items()}
    except csv.Error as error:
        unreadable(reader.line_num, str(error))


def _read_row(
    zone: Zone, number: int, fields: dict[str, str], now_us: int, mistakes: list[Mistake]
) -> SheetRow | None:
    before = len(mistakes)

    def wrong(column: str, rule: Any, **facts: Any) -> None:
        mistakes.append(Mistake(number, column, not_issued(rule, value=fields[column], **facts)))

    day = _read_day(zone, fields["day"], now_us)
    if day is None:
        wrong("day", b11_day_is_a_day)
    dated = zone if day is None else zone.at(day)
    if not isinstance(dated.places.get(fields["place"]), Gate | Route):
        some = ", ".join(gate.id for gate in dated.gates[:3])
        wrong("place", b12_place_is_there, some=some)
    if fields["measure"] not in MEASURES:
        wrong("measure", b13_measure_is_known, words=", ".join(MEASURES))
    procedure, heading = _read_heading(dated, fields["direction"], fields["goods"])
    if heading is None:
        is_direction = fields["direction"] in ("", "export", "import")
        wrong("goods" if is_direction else "direction", b14_direction_and_goods_fit)
    amount = int(fields["amount"]) if _is_amount(fields["amount"]) else None
    if amount is None:
        wrong("amount", b15_amount_is_whole, most=MOST)
    if len(mistakes) > before or day is None or heading is None or amount is None:
        return None
    return SheetRow(
        row=number,
        day=day,
        place=fields["place"],
        measure=cast("Measure", fields["measure"]),
        heading=heading,
        procedure=procedure,
        goods=fields["goods"] or None,
        amount=amount,
    )


def _read_day(zone: Zone, written: str, now_us: int) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if cut_off_us(zone, day) <= now_us else None


def _is_amount(written: str) -> bool:
    return written.isascii() and written.isdigit() and int(written) <= MOST


def _read_heading(dated: Zone, direction: str, goods: str) -> tuple[str | None, Heading | None]:
    """Give the procedure that says the direction, and the heading; no heading where none fits."""
    if not direction:
        return None, None if goods else "all"
    if goods and goods not in dated.goods_by_id:
        return None, None
    fitting = [one.id for one in dated.procedures if one.counts_as == direction]
    if not fitting:
        return None, None
    procedure = direction if direction in fitting else fitting[0]
    return procedure, find_heading(dated, direction, goods or None)


def _contradictions(rows: list[SheetRow]) -> Iterator[Mistake]:
    seen: dict[tuple[date, str, Measure, Heading], int] = {}
    for row in rows:
        about = (row.day, row.place, row.measure)
        if (*about, row.heading) in seen:
            first = seen[*about, row.heading]
            yield Mistake(row.row, "amount", not_issued(b16_said_once, first=first))
            continue
        for (*other, heading), first in seen.items():
            nested = heading in above(row.heading) or row.heading in above(heading)
            if tuple(other) == about and nested:
                refusal = not_issued(b17_split_or_whole, first=first)
                yield Mistake(row.row, "goods", refusal)
                break
        seen[*about, row.heading] = row.row
