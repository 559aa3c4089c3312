"""The queue of a route: who is next, how far it is, how fast it goes. Pure.

The stated rule: whoever joined first is first; perishable goods count as if they had joined
earlier; a lapsed call or a “cannot” puts the turn behind another one, or at the end. All of it is
`turn_us`, so that a driver, a dispatcher and the public see the same order.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from cuakhau.movement.times import local_day
from cuakhau.movement.turns.calling import MINUTE_US, Call, Turn
from cuakhau.zone.waiting import CallRule
from cuakhau.zone.zone import Zone

HOUR_US = 60 * MINUTE_US
GRAINS = ((60, 5), (180, 15), (600, 30), (float("inf"), 60))  # minutes
LEAST_PACE = 4  # vehicles in an hour; fewer say nothing about the next hour
Key = tuple[int, int, int, str]
Bound = tuple[str, str]  # the gate or route, and the direction: each has a queue of its own


@dataclass(frozen=True, slots=True)
class Line:
    """All turns by number, the queue of each route in order, and how many wait before each.

    `passes` are the instants at which vehicles left each queue, in order.
    """

    turns: Mapping[str, Turn]
    queues: Mapping[Bound, Sequence[Turn]]
    places: Mapping[str, int]
    passes: Mapping[Bound, Sequence[int]]

    def queue_of(self, turn: Turn) -> Sequence[Turn]:
        """Give the queue that a vehicle stands in."""
        return self.queues.get(bound_of(turn), ())

    def standing_in(self, yard: str) -> list[Turn]:
        """List who stands in a yard, the longest there first."""
        here = [turn for turn in self.turns.values() if stands_in(turn, yard)]
        return sorted(here, key=lambda turn: (turn.since_us or 0, turn.subject))


def build_line(zone: Zone, turns: Mapping[str, Turn]) -> Line:
    """Put all turns into the queues of their routes."""
    bound: dict[Bound, list[Turn]] = defaultdict(list)
    for turn in turns.values():
        bound[bound_of(turn)].append(turn)
    queues = {place: order(zone, here) for place, here in bound.items()}
    places = {turn.subject: place for queue in queues.values() for place, turn in enumerate(queue)}
    passes = {place: sorted(list_passes(here)) for place, here in bound.items()}
    return Line(dict(turns), queues, places, passes)


def list_passes(turns: Iterable[Turn]) -> list[int]:
    """List when vehicles left a queue to go on; who turned back or was not found did not."""
    return [
        turn.passed_us
        for turn in turns
        if turn.passed_us is not None
        and turn.seen.turned_back_us is None
        and turn.seen.written_off_us is None
    ]


def bound_of(turn: Turn) -> Bound:
    """Name the queue of a vehicle."""
    return turn.seen.gate_place or "", turn.seen.direction


def stands_in(turn: Turn, yard: str) -> bool:
    """Tell whether a vehicle counts as standing in a yard: last seen there, and not gone."""
    return turn.yard == yard and turn.seen.is_open


def overstays(turn: Turn, now_us: int) -> bool:
    """Tell whether a vehicle stays longer than its procedure allows; without a limit none does."""
    return turn.stay_until_us is not None and now_us > turn.stay_until_us


def order(zone: Zone, turns: Iterable[Turn]) -> list[Turn]:
    """Put the vehicles that wait into their order; called ones keep theirs until they come.

    `turns` may hold any visits of the zone: those that have passed say where a lost turn is.
    """
    known = {turn.subject: turn for turn in turns}
    waiting = [turn for turn in known.values() if turn.waits]
    return sorted(waiting, key=lambda turn: _key(zone, turn, known))


def base_us(zone: Zone, turn: Turn) -> int:
    """Give since when a turn counts, before any lost call."""
    joined_us = turn.joined_us or 0
    return joined_us - _ahead_us(zone, turn)


def _ahead_us(zone: Zone, turn: Turn) -> int:
    dated = zone.at(local_day(zone, turn.joined_us or 0))
    rule = dated.find_call_rule(turn.seen.gate_place or "")
    goods = dated.goods_by_id.get(turn.seen.goods or "")
    is_perishable = goods is not None and goods.perishable
    return rule.perishable_ahead_min * MINUTE_US if rule and is_perishable else 0


def _key(zone: Zone, turn: Turn, known: Mapping[str, Turn]) -> Key:
    joined_us = turn.joined_us or 0
    own_us = base_us(zone, turn)
    lost = _find_lost(turn)
    if lost is None:
        return own_us, 0, joined_us, turn.subject
    if lost.behind is None:  # the end: as if it had joined when the turn was lost
        ended_us = (lost.lapsed_us or lost.answered_us or joined_us) - _ahead_us(zone, turn)
        return max(own_us, ended_us), 1, joined_us, turn.subject
    other = known.get(lost.behind)
    # Whoever has left the zone had an earlier turn: then this one comes now.
    after_us = base_us(zone, other) if other is not None and other.joined_us else own_us
    return max(own_us, after_us), 1, joined_us, turn.subject


def _find_lost(turn: Turn) -> Call | None:
    lost = [call for call in turn.calls if call.lapsed_us is not None or call.answer == "cannot"]
    return lost[-1] if lost else None


def is_due(rule: CallRule | None, call: Call, now_us: int) -> bool:
    """Tell whether an open call has run out; without a rule no call does."""
    return rule is not None and call.is_open and now_us >= due_us(rule, call)


def due_us(rule: CallRule, call: Call) -> int:
    """Give the instant by which a called vehicle has to come."""
    return call.called_us + rule.come_within_min * MINUTE_US


def place_behind(rule: CallRule, queue: Sequence[Turn], turn: Turn) -> str | None:
    """Name the visit that a lost turn goes behind; `None` for the end of the queue.

    `queue` is in order. Whoever is called already is not counted: they go first in any case.
    """
    if turn.lapses >= rule.chances:
        return None
    return find_behind(rule, queue, turn)


def find_behind(rule: CallRule, queue: Sequence[Turn], turn: Turn) -> str | None:
    """Name the visit `back_places` behind a turn; `None` where the queue ends before."""
    places = [one.subject for one in queue]
    after = places.index(turn.subject) + 1 if turn.subject in places else 0
    later = [one.subject for one in queue[after:] if one.open_call is None]
    return later[rule.back_places - 1] if len(later) >= rule.back_places else None


def list_callable(queue: Iterable[Turn]) -> list[Turn]:
    """List who can be called now, in order: not called yet, held by nobody, not looked for."""
    return [
        turn
        for turn in queue
        if turn.open_call is None and not turn.seen.held_by and turn.seen.missing_us is None
    ]


def count_passed(line: Line, bound: Bound, now_us: int) -> int:
    """Count the vehicles that left a queue in the last hour."""
    passes = line.passes.get(bound, ())
    return bisect_right(passes, now_us) - bisect_right(passes, now_us - HOUR_US)


def expect_wait(ahead: int, passed_in_hour: int) -> tuple[int, int] | None:
    """Give the wait to expect in minutes, from and until; `None` where the pace says too little.

    The pace of the next hour is taken to lie within one square root of that of the last (the
    spread of a Poisson count). The range is rounded outwards, the more the longer it is.
    """
    if passed_in_hour < LEAST_PACE:
        return None
    spread = sqrt(passed_in_hour)
    soonest = 60 * ahead / (passed_in_hour + spread)
    latest = 60 * (ahead + 1) / (passed_in_hour - spread)
    grain = next(grain for limit, grain in GRAINS if latest <= limit)
    return int(soonest // grain * grain), int(-(-latest // grain) * grain)
