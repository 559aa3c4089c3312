"""The live board: f(zone, visits, now) → what stands at the gates at this minute. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.statistics.live.late import MOST_LATE, LateTally
from cuakhau.statistics.live.shapes import HOUR_US as HOUR_US
from cuakhau.statistics.live.shapes import Board as Board
from cuakhau.statistics.live.shapes import Counts as Counts
from cuakhau.statistics.live.shapes import Hour as Hour
from cuakhau.statistics.live.shapes import Line as Line
from cuakhau.statistics.live.shapes import Standing as Standing
from cuakhau.statistics.live.shapes import Wait as Wait
from cuakhau.statistics.live.shapes import YardFill as YardFill
from cuakhau.statistics.live.steps import NO_STEPS, read_steps
from cuakhau.statistics.live.tally import HOURS_SHOWN, Tally
from cuakhau.statistics.live.tally import roll_up as roll_up
from cuakhau.statistics.passage import find_passage
from cuakhau.zone.bulletin.day import bulletin_day, window_of
from cuakhau.zone.zone import Zone

MOST_OLDEST = 8


def find_standing(zone: Zone, visit: Visit, day: date) -> Standing | None:
    """Give a visit as the board of `day` needs it; `None` where it is declared by no row."""
    seen = view(zone, visit)
    if seen.declared_us is None:
        return None
    passage = find_passage(zone, zone.at(day), visit)
    steps = read_steps(zone, visit, passage.arrived_us) if passage is not None else NO_STEPS
    return Standing(seen, passage, steps)


def looks_back_to(zone: Zone, now_us: int) -> int:
    """Give the instant from which a board needs ended visits: the day so far, or 24 hours."""
    window = window_of(zone, bulletin_day(zone, now_us))
    return min(window.since_us, now_us - (HOURS_SHOWN + 1) * HOUR_US)


def build_board(zone: Zone, standings: Iterable[Standing], now_us: int) -> Board:
    """Count the bulletin day so far, and what stands in the zone at this instant."""
    day = bulletin_day(zone, now_us)
    dated, window = zone.at(day), window_of(zone, day)
    late = LateTally(dated, window, now_us)
    tally = Tally(dated, window, now_us, late)
    for standing in standings:
        tally.take(standing)
    tally.spread()
    steps, early = late.list_steps(), late.list_early()
    return Board(
        day=day,
        since_us=window.since_us,
        until_us=window.until_us,
        now_us=now_us,
        cleared=roll_up(sum(tally.cleared.values(), Counter())),
        waiting=roll_up(sum(tally.waiting.values(), Counter())),
        arrived=tally.arrived.total(),
        turned_back=tally.turned_back.total(),
        expected=tally.expected,
        lines=tuple(tally.build_line(line.id, line.unit) for line in dated.bulletin_lines),
        ways=tuple(tally.list_ways()),
        hours=tuple(tally.list_hours()),
        yards=tuple(
            YardFill(yard.id, yard.gate, tally.standing_at[yard.id], yard.capacity)
            for yard in dated.yards
        ),
        oldest=tuple(tally.list_oldest(MOST_OLDEST)),
        procedures=tuple(tally.procedures.most_common()),
        steps=tuple(steps),
        late=tuple(late.list_late(MOST_LATE)),
        overdue=sum(one.overdue for one in steps),
        beyond_limit=len(late.beyond),
        early=tuple(early[:MOST_LATE]),
        out_of_order=len(early),
    )
