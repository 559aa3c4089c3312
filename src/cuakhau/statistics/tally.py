"""What a bulletin counts in a log, visit by visit: the plain way, which says what is meant.

`statistics.tally_sql` counts the same in one query over the columns; a test holds them together.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cuakhau.movement.log import EventLog
from cuakhau.statistics.columns import NO_LINE
from cuakhau.statistics.passage import Passage, list_passages
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.bulletin.headings import Heading, Measure
from cuakhau.zone.zone import Zone

Cell = tuple[str, Measure, Heading]
ON_LOG_US = 30 * 86_400 * 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Vehicles by (line, measure, heading) as the log has them, and what to look at.

    Headings are as narrow as the log knows; nothing is added up. `out_unseen` are the subjects
    that left on the day without having arrived before, `doubtful` those whose arrival or exit
    rests on a clock that ran ahead. `places` are the gates and routes that vehicles were declared
    for in the last `ON_LOG_US`; of any other place, no visit does not mean that nobody came.
    """

    cells: Mapping[Cell, int]
    places: frozenset[str] = frozenset()
    out_unseen: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


@dataclass(slots=True)
class _Count:
    dated: Zone
    window: Window
    cells: Counter[Cell] = field(default_factory=Counter)
    out_unseen: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)

    def line_at(self, passage: Passage, at_us: int) -> str:
        place = passage.place_at(at_us)
        return (self.dated.find_bulletin_line(place) if place else None) or NO_LINE

    def add(self, passage: Passage, measure: Measure, at_us: int) -> None:
        self.cells[self.line_at(passage, at_us), measure, passage.heading] += 1


def tally(zone: Zone, log: EventLog, window: Window) -> Tally:
    """Count the vehicles of a bulletin day, one visit after the other."""
    dated = zone.at(window.day)
    count = _Count(dated, window)
    places: set[str] = set()
    for passage in list_passages(zone, dated, log):
        _add(count, passage)
        if window.until_us - ON_LOG_US < passage.declared_us <= window.until_us:
            places |= {place for _, place in passage.places if place}
    return Tally(
        cells={cell: number for cell, number in count.cells.items() if number},
        places=frozenset(places),
        out_unseen=tuple(sorted(count.out_unseen)),
        doubtful=tuple(sorted(count.doubtful)),
    )


def _add(count: _Count, passage: Passage) -> None:
    window, out_us = count.window, passage.out_us
    if passage.stays_at(window.since_us):
        count.add(passage, "opening", window.since_us)
    if passage.stays_at(window.until_us):
        count.add(passage, "waiting", window.until_us)
    if passage.arrived_us is not None and window.holds(passage.arrived_us):
        count.add(passage, "arrived", passage.arrived_us)
    if out_us is not None and window.holds(out_us):
        count.add(passage, "cleared" if passage.is_cleared else "turned_back", out_us)
        if passage.arrived_us is None or passage.arrived_us > out_us:
            count.out_unseen.append(passage.subject)
    _add_moves(count, passage)
    if _rests_on_doubt(passage, window):
        count.doubtful.append(passage.subject)


def _add_moves(count: _Count, passage: Passage) -> None:
    """Count moves to another line while the vehicle stood in the zone."""
    before = NO_LINE
    for since_us, place in passage.places:
        line = (count.dated.find_bulletin_line(place) if place else None) or NO_LINE
        if (
            since_us is not None
            and line != before
            and count.window.holds(since_us)
            and passage.arrived_us is not None
            and passage.arrived_us < since_us
            and (passage.out_us is None or since_us <= passage.out_us)
        ):
            count.cells[before, "moved_out", passage.heading] += 1
            count.cells[line, "moved_in", passage.heading] += 1
        before = line


def _rests_on_doubt(passage: Passage, window: Window) -> bool:
    times = {"arrived": passage.arrived_us, "cleared": passage.cleared_us}
    return any(window.holds(times[what]) for what in passage.doubtful)
