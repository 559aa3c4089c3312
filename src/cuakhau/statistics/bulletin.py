"""The numbers of the official daily bulletin, counted from a log and from sheets by hand.

waiting(t) = waiting(t−1) + arrived + moved in − moved out − cleared − turned back ± by count
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pyarrow.compute as pc

from cuakhau.movement.log import EventLog
from cuakhau.statistics import tally_sql
from cuakhau.statistics.balance import check_balance
from cuakhau.statistics.by_hand import HandCount, list_counts, sheet_of
from cuakhau.statistics.columns import NO_LINE
from cuakhau.statistics.day_count import DayCount, Difference
from cuakhau.statistics.line_count import Backlogs, Sources, count_line, count_total
from cuakhau.zone.bulletin.day import Window, window_of
from cuakhau.zone.types import BulletinLine
from cuakhau.zone.zone import Zone


def count_day(zone: Zone, log: EventLog, day: date, *, opening: Backlogs | None = None) -> DayCount:
    """Count a bulletin day, 20:00 to 20:00 of the zone's clock.

    `opening` gives published backlogs at the start, by (line or `*`, heading). They are used where
    the log does not know: it knows for a line once somebody has compared it with the place (a row
    `counted`), or from the day sheet of the day before.
    """
    window, dated = window_of(zone, day), zone.at(day)
    sources = _read(zone, dated, log, window, opening or {})
    lines = tuple(count_line(sources, line) for line in _all_lines(sources))
    total = count_total(sources, lines)
    return DayCount(
        zone=zone.name,
        day=day,
        since_us=window.since_us,
        until_us=window.until_us,
        lines=lines,
        total=total,
        uncounted=tuple(one.line for one in lines if not one.basis),
        corrections=tuple(c for c in sources.corrections if window.holds(c.at_us)),
        differences=(
            *(gap for one in (*lines, total) for gap in check_balance(one)),
            *_oddities(sources),
        ),
        doubtful=sources.tally.doubtful,
        origins=_origins(log, window),
    )


def _read(zone: Zone, dated: Zone, log: EventLog, window: Window, opening: Backlogs) -> Sources:
    tally = tally_sql.tally(zone, log, window)
    counts = list_counts(dated, log)
    sheet = sheet_of(zone, counts, window.day)
    twice = tuple(count for count in sheet if _is_on_log(dated, tally.places, count))
    return Sources(
        dated=dated,
        window=window,
        tally=tally,
        corrections=tuple(c for c in counts if c.kind == "counted" and c.at_us <= window.until_us),
        sheet=tuple(count for count in sheet if count not in twice),
        counted_twice=twice,
        sheet_before=sheet_of(zone, counts, window.day - timedelta(days=1)),
        opening=opening,
    )


def _is_on_log(dated: Zone, places: frozenset[str], count: HandCount) -> bool:
    """Tell whether vehicles of the log were bound for the place of a sheet, or inside it."""
    return any(
        place == count.place
        or (
            dated.find_gate_of(place) == count.place
            and dated.find_bulletin_line(place) == count.line
        )
        for place in places
    )


def _all_lines(sources: Sources) -> Iterator[BulletinLine]:
    yield from sources.dated.bulletin_lines
    if any(line == NO_LINE for line, _, _ in sources.tally.cells):
        yield BulletinLine(id=NO_LINE, places=())


def _oddities(sources: Sources) -> Iterator[Difference]:
    unseen = sources.tally.out_unseen
    if unseen:
        yield Difference(kind="out_unseen", line="*", amount=len(unseen), subjects=unseen)
    lost = sum(
        number
        for (line, measure, _), number in sources.tally.cells.items()
        if line == NO_LINE and measure in ("cleared", "turned_back", "waiting")
    )
    if lost:
        yield Difference(kind="no_line", line=NO_LINE, amount=lost)
    for count in sources.counted_twice:
        yield Difference(
            kind="two_counts",
            line=count.line,
            heading=count.heading,
            amount=count.amount,
            subjects=(count.subject,),
        )


def _origins(log: EventLog, window: Window) -> tuple[str, ...]:
    rows = log.happened_between(window.since_us, window.until_us).table
    return tuple(sorted(pc.unique(rows["origin"]).to_pylist()))
