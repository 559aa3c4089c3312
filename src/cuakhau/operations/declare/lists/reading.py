"""A list of trips: headings found, every row read as the form would, every mistake told. Pure."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations.declare.form.reading import Asks, read_form
from cuakhau.operations.declare.lists import refusals as rules
from cuakhau.operations.declare.lists.cells import Choices, read_cell, show
from cuakhau.operations.declare.lists.choices import build_choices
from cuakhau.operations.declare.lists.columns import REQUIRED, Column, column_of, find_column
from cuakhau.operations.declare.lists.sheets import Held, Merge, Sheet
from cuakhau.operations.declare.refusals import mistake
from cuakhau.zone.refusal import Named, Refusal
from cuakhau.zone.zone import Zone

MOST_ROWS = 10_000
HEADINGS_WITHIN = 20  # rows from the top in which the headings are looked for
LEAST_KNOWN = 3


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in one cell: `cell` is its name, such as C7, `field` that of the form."""

    cell: str
    field: str
    mistake: Refusal


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken, with all that is wrong with it."""

    sheet: str
    number: int
    cells: tuple[str, ...]
    wrong: tuple[Wrong, ...]


@dataclass(slots=True)
class ReadList:
    """What became of a file: good rows as fields of the form, bad rows, what was not read."""

    rows: int = 0
    good: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    remarks: list[Refusal] = field(default_factory=list)
    headings: tuple[str, ...] = ()


@dataclass(slots=True)
class Headed:
    """A sheet whose headings were found: which column fills which field."""

    sheet: Sheet
    row: int
    columns: dict[int, Column]
    unknown: dict[int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom a list is read, when, and what a consignment says for all rows."""

    asks: Asks
    now: datetime
    common: Mapping[str, str] = field(default_factory=dict)


def read_list(zone: Zone, sheets: list[Sheet], name: str, asked: Asked) -> ReadList:
    """Read all sheets that have headings. `zone` is that of the day.

    Raises D31 to D35 where nothing can be taken; what is wrong with single rows is told with them.
    """
    headed = [one for sheet in sheets if (one := find_headings(sheet)) is not None]
    if not headed:
        raise mistake(rules.d31_headings_are_there, name=name)
    read = ReadList(headings=tuple(show(cell) for cell in _heading_cells(headed[0])))
    for sheet in sheets:
        if sheet.rows and sheet not in [one.sheet for one in headed]:
            read.remarks.append(mistake(rules.d47_sheet_is_read, sheet=sheet.name))
    for one in headed:
        _check_headings(one, asked.common)
        read.remarks += _list_unknown(one)
    read.rows = sum(number > one.row for one in headed for number, _ in one.sheet.rows)
    if read.rows > MOST_ROWS:
        raise mistake(rules.d34_list_is_not_too_long, rows=read.rows, most=MOST_ROWS)
    if not read.rows:
        raise mistake(rules.d35_list_is_not_empty, name=name)
    _read_rows(zone, headed, asked, read)
    return read


def find_headings(sheet: Sheet) -> Headed | None:
    """Find the row of headings: the first in which three or more are known."""
    for number, cells in sheet.rows[:HEADINGS_WITHIN]:
        texts = {place: show(cell).strip() for place, cell in enumerate(cells, start=1)}
        known = {place: find_column(text) for place, text in texts.items() if text}
        columns = {place: column for place, column in known.items() if column is not None}
        if len({column.field for column in columns.values()}) >= LEAST_KNOWN:
            unknown = {place: texts[place] for place in known if place not in columns}
            return Headed(sheet, number, columns, unknown)
    return None


def _check_headings(headed: Headed, common: Mapping[str, str]) -> None:
    places: dict[str, int] = {}
    for place, column in headed.columns.items():
        if column.field in places and column.kind != "ignored":
            raise mistake(
                rules.d33_heading_stands_once,
                column=_named(column),
                sheet=headed.sheet.name,
                first=_letter(places[column.field]),
                second=_letter(place),
            )
        places[column.field] = place
    for wanted in REQUIRED:
        if wanted not in places and not common.get(wanted):
            column = column_of(wanted)
            raise mistake(rules.d32_column_is_there, sheet=headed.sheet.name, column=_named(column))


def _list_unknown(headed: Headed) -> Iterator[Refusal]:
    for place, text in headed.unknown.items():
        told = f"{_letter(place)}: {text[:40]}"
        yield mistake(rules.d46_column_is_known, column=told)


def _read_rows(zone: Zone, headed: list[Headed], asked: Asked, read: ReadList) -> None:
    choices = build_choices(zone)
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for one in headed:
        merged = _by_row(one)
        for number, cells in one.sheet.rows:
            if number <= one.row:
                continue
            typed, wrong = _read_row(one, number, cells, choices)
            wrong = [*merged.get(number, ()), *wrong]
            full = {**asked.common, **{name: text for name, text in typed.items() if text}}
            wrong += _judge(zone, one, number, full, asked, {w.field for w in wrong})
            if not wrong:
                wrong += _find_double(one, number, full, seen)
            if wrong:
                texts = tuple(show(cell) for cell in cells)
                read.bad.append(BadRow(one.sheet.name, number, texts, tuple(wrong)))
            else:
                read.good.append((number, full))


def _read_row(
    headed: Headed, number: int, cells: tuple[Held, ...], choices: Choices
) -> tuple[dict[str, str], list[Wrong]]:
    typed, wrong = {}, []
    for place, held in enumerate(cells, start=1):
        column = headed.columns.get(place)
        if column is not None and column.kind != "ignored":
            text, broken = read_cell(held, column.kind, choices)
            typed[column.field] = text
            if broken is not None:
                wrong.append(Wrong(_cell(place, number), column.field, broken))
        elif column is None and place not in headed.unknown and not held.is_blank:
            broken = mistake(rules.d40_cell_is_under_a_heading, value=show(held)[:40])
            wrong.append(Wrong(_cell(place, number), "", broken))
    return typed, wrong


def _judge(
    zone: Zone,
    headed: Headed,
    number: int,
    typed: dict[str, str],
    asked: Asked,
    told: set[str],
) -> list[Wrong]:
    """Read the row as the form; what a cell was told already is not told twice."""
    found = read_form(zone, typed, asks=asked.asks, now=asked.now)
    places = {column.field: place for place, column in headed.columns.items()}
    return [
        Wrong(_cell(places[name], number) if name in places else str(number), name, one)
        for name, one in found.mistakes.items()
        if name not in told
    ]


def _find_double(
    headed: Headed, number: int, typed: dict[str, str], seen: dict[tuple[str, str], tuple[str, int]]
) -> list[Wrong]:
    plate, at = typed.get("plate", ""), typed.get("expected_at", "")
    if not (plate and at):
        return []
    key = (read_plate(plate).normal or plate, at)
    if key not in seen:
        seen[key] = (headed.sheet.name, number)
        return []
    sheet, row = seen[key]
    broken = mistake(rules.d45_trip_stands_once, row=row, sheet=sheet)
    places = {column.field: place for place, column in headed.columns.items()}
    return [Wrong(_cell(places.get("plate", 1), number), "plate", broken)]


def _by_row(headed: Headed) -> dict[int, list[Wrong]]:
    """Tell merged cells to each row that they touch; those within one blank column matter not."""
    found: dict[int, list[Wrong]] = {}
    numbers = [number for number, _ in headed.sheet.rows if number > headed.row]
    for merge in headed.sheet.merges:
        first, last = bisect_left(numbers, merge.first_row), bisect_right(numbers, merge.last_row)
        for number in numbers[first:last]:
            for place, column in headed.columns.items():
                if merge.first_column <= place <= merge.last_column and column.kind != "ignored":
                    found.setdefault(number, []).append(_tell_merged(merge, place, number, column))
    return found


def _tell_merged(merge: Merge, place: int, number: int, column: Column) -> Wrong:
    broken = mistake(rules.d37_cells_stand_alone, range=merge.name)
    return Wrong(_cell(place, number), column.field, broken)


def _heading_cells(headed: Headed) -> tuple[Held, ...]:
    return next(cells for number, cells in headed.sheet.rows if number == headed.row)


def _cell(place: int, number: int) -> str:
    return f"{_letter(place)}{number}"


def _named(column: Column) -> Named:
    return Named(column.field, column.names)


def count_rules(bad: list[BadRow]) -> list[tuple[str, int]]:
    """Count the rows that each rule refuses, the most frequent first."""
    counts = Counter(rule for row in bad for rule in {one.mistake.rule for one in row.wrong})
    return counts.most_common()


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter  # here, as only lists need it: it loads slowly

    return get_column_letter(place)
