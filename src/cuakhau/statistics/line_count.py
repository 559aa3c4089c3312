"""From counted vehicles to the numbers of a line, unknown where nobody can know them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cuakhau.statistics.by_hand import EFFECT, HandCount
from cuakhau.statistics.day_count import (
    WHOLE_ZONE,
    Basis,
    LineCount,
    OpeningFrom,
    Values,
)
from cuakhau.statistics.tally import Tally
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.bulletin.headings import HEADINGS, MEASURES, Heading, Measure, above, below
from cuakhau.zone.types import BulletinLine
from cuakhau.zone.zone import Zone

Cells = Mapping[tuple[Measure, Heading], int]
Backlogs = Mapping[tuple[str, Heading], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that a day is counted from; `dated` is the zone of that day."""

    dated: Zone
    window: Window
    tally: Tally
    corrections: tuple[HandCount, ...]
    sheet: tuple[HandCount, ...]
    counted_twice: tuple[HandCount, ...]
    sheet_before: tuple[HandCount, ...]
    opening: Backlogs


def count_line(sources: Sources, line: BulletinLine) -> LineCount:
    """Count one line: what the log has, what the day sheet has, or both together."""
    mine = [c for c in sources.corrections if c.line == line.id]
    sheet = Counter[tuple[Measure, Heading]]()
    for count in sources.sheet:
        if count.line == line.id:
            sheet[count.measure, count.heading] += count.amount
    basis: tuple[Basis, ...] = (
        *(("log",) if mine or _has_visits(sources, line.id) else ()),
        *(("hand",) if sheet else ()),
    )
    on_log = values_of_log(_log_cells(sources, line.id, mine))
    by_hand = values_by_hand(sheet)
    match basis:
        case ("log",):
            values = on_log
        case ("log", "hand"):
            values = _add(on_log, by_hand)
        case _:
            values = by_hand
    opening, known_from = _opening(sources, line.id, basis, on_log)
    return LineCount(
        line=line.id,
        unit=line.unit,
        basis=basis,
        values=_with_opening(values, opening),
        opening_from=known_from,
    )


def count_total(sources: Sources, lines: tuple[LineCount, ...]) -> LineCount:
    """Add up the lines that count vehicles and that somebody counted.

    A day sheet may give one measure and not another: each total is over the lines that give it.
    The balance of the zone is over the lines whose backlog is counted.
    """
    counted = [one for one in lines if one.unit == "vehicle" and one.basis]
    values = _total_of(counted)
    known_from: OpeningFrom = "log" if all(_has_opening(one) for one in counted) else ""
    if not known_from:
        opening, known_from = _published(sources, WHOLE_ZONE)
        values = _with_opening(values, opening)
    basis = sorted({part for one in counted for part in one.basis}, reverse=True)
    balanced = _total_of([one for one in counted if one.gives("waiting")])
    return LineCount(
        line=WHOLE_ZONE,
        unit="vehicle",
        basis=tuple(basis),
        values=values,
        balanced=_with_opening(balanced, values),
        opening_from=known_from if counted else "",
    )


def _total_of(lines: list[LineCount]) -> Values:
    values: dict[tuple[Measure, Heading], int | None] = {}
    for measure in MEASURES:
        giving = [one for one in lines if one.gives(measure)]
        for heading in HEADINGS:
            parts = [one.value(measure, heading) for one in giving]
            known = [part for part in parts if part is not None]
            complete = bool(parts) and len(known) == len(parts)
            values[measure, heading] = sum(known) if complete else None
    return values


def _has_opening(line: LineCount) -> bool:
    return bool(line.opening_from) or not line.gives("waiting")


def values_of_log(cells: Cells) -> Values:
    """Add up cells of the log, where no cell means that there was none.

    Vehicles known only under an upper heading leave the headings below it unknown.
    """
    values: dict[tuple[Measure, Heading], int | None] = {}
    for measure in MEASURES:
        for heading in HEADINGS:
            unsplit = any(cells.get((measure, up)) for up in above(heading)[1:])
            values[measure, heading] = None if unsplit else _sum_below(cells, measure, heading)
    return values


def values_by_hand(cells: Cells) -> Values:
    """Add up cells that people gave, where no cell means that nobody counted it."""
    return {
        (measure, heading): _by_hand(cells, measure, heading)
        for measure in MEASURES
        for heading in HEADINGS
    }


def _sum_below(cells: Cells, measure: Measure, heading: Heading) -> int:
    inner = sum(_sum_below(cells, measure, child) for child in below(heading))
    return cells.get((measure, heading), 0) + inner


def _by_hand(cells: Cells, measure: Measure, heading: Heading) -> int | None:
    if (measure, heading) in cells:
        return cells[measure, heading]
    upper = [cells[measure, up] for up in above(heading)[1:] if (measure, up) in cells]
    if upper:
        return None if any(upper) else 0  # none at all is none of each kind
    parts = [_by_hand(cells, measure, child) for child in below(heading)]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _add(one: Values, other: Values) -> dict[tuple[Measure, Heading], int | None]:
    total: dict[tuple[Measure, Heading], int | None] = {}
    for cell, left in one.items():
        right = other.get(cell)
        total[cell] = None if left is None or right is None else left + right
    return total


def _has_visits(sources: Sources, line: str) -> bool:
    if any(name == line for name, _, _ in sources.tally.cells):
        return True
    return any(sources.dated.find_bulletin_line(p) == line for p in sources.tally.places)


def _log_cells(sources: Sources, line: str, corrections: list[HandCount]) -> Cells:
    """Take the log's cells of a line and put the corrections by count to them."""
    cells: Counter[tuple[Measure, Heading]] = Counter()
    for (name, measure, heading), number in sources.tally.cells.items():
        if name == line:
            cells[measure, heading] += number
    for count in corrections:
        effect = EFFECT[count.measure] * count.amount
        cells["waiting", count.heading] += effect
        if not sources.window.holds(count.at_us):
            cells["opening", count.heading] += effect
        else:
            shown: Measure = "corrected" if count.measure == "waiting" else count.measure
            cells[shown, count.heading] += count.amount
    return cells


def _opening(
    sources: Sources, line: str, basis: tuple[Basis, ...], counted: Values
) -> tuple[Values, OpeningFrom]:
    """Give the backlog at the start and where it is known from: the log, a sheet, or print."""
    compared = any(
        c.line == line and c.measure == "waiting" and c.at_us <= sources.window.since_us
        for c in sources.corrections
    )
    left = Counter[tuple[Measure, Heading]]()
    for count in sources.sheet_before:
        if count.line == line and count.measure == "waiting":
            left["opening", count.heading] += count.amount
    before = values_by_hand(left)
    if basis == ("log",) and compared:
        return counted, "log"
    if basis == ("hand",) and left:
        return before, "hand"
    if basis == ("log", "hand") and compared and left:
        return _add(counted, before), "hand"
    return _published(sources, line)


def _published(sources: Sources, line: str) -> tuple[Values, OpeningFrom]:
    cells: Cells = {
        ("opening", heading): number
        for (name, heading), number in sources.opening.items()
        if name == line
    }
    return values_by_hand(cells), ("published" if cells else "")


def _with_opening(values: Values, opening: Values) -> Values:
    start = {cell: number for cell, number in opening.items() if cell[0] == "opening"}
    return {**values, **start}
