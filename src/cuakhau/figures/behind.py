"""The vehicles behind a figure, one by one: a second way to count it.

The board and the bulletin keep tallies; here each vehicle is asked whether it belongs. Where a
figure counts vehicles the two must agree, and a test holds them together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from cuakhau.figures.data import Data, standings_of
from cuakhau.figures.definition import Parameters
from cuakhau.movement.view import View
from cuakhau.statistics.board import HOUR_US, Standing
from cuakhau.statistics.live.steps import find_p90
from cuakhau.statistics.live.ways import find_ways
from cuakhau.statistics.passage import Passage
from cuakhau.zone.bulletin.day import Window, bulletin_day, window_of
from cuakhau.zone.bulletin.headings import above
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Asked:
    """The stretch of a question: its day, the zone of that day, and the instant it looks at."""

    dated: Zone
    window: Window
    at_us: int
    parameters: Parameters

    def is_past(self, at_us: int | None) -> bool:
        """Tell whether something has happened by then."""
        return at_us is not None and at_us <= self.at_us

    def is_in_day(self, at_us: int | None) -> bool:
        """Tell whether something happened in the day, by then."""
        return self.window.holds(at_us) and self.is_past(at_us)

    def is_in_hour(self, at_us: int | None) -> bool:
        """Tell whether something happened in the hour asked for; its end belongs to it."""
        hour_us = self.parameters["hour_us"]
        assert isinstance(hour_us, int)
        return at_us is not None and hour_us < at_us <= hour_us + HOUR_US and self.is_past(at_us)


Belongs = Callable[[Asked, View, Passage], bool]


def list_behind(data: Data, definition: str, parameters: Parameters) -> list[Standing] | None:
    """List the visits behind a figure, the earliest declared first; `None` where it counts none.

    A figure of waiting time has the one visit that waits.
    """
    if definition not in BELONGS and definition not in STANDS:
        return None
    asked = _asked(data, parameters)
    standings = data.once(standings_of, asked.window.day)
    if definition in STANDS:
        behind = STANDS[definition](asked, standings)
    else:
        belongs = BELONGS[definition]
        behind = [one for one in standings if one.passage and belongs(asked, one.seen, one.passage)]
    if definition == "live.longest_wait":
        behind = sorted(behind, key=_came)[:1]
    return sorted(behind, key=lambda one: (one.seen.declared_us or 0, one.seen.subject))


def _came(one: Standing) -> tuple[int, str]:
    arrived_us = one.passage.arrived_us if one.passage else None
    return arrived_us or 0, one.seen.subject


def _asked(data: Data, parameters: Parameters) -> Asked:
    at_us = parameters.get("at_us")
    if isinstance(at_us, int):
        window = window_of(data.zone, bulletin_day(data.zone, at_us))
    else:
        window = window_of(data.zone, date.fromisoformat(str(parameters["day"])))
        at_us = window.until_us
    return Asked(data.zone.at(window.day), window, at_us, parameters)


def _is_of(asked: Asked, passage: Passage, at_us: int | None) -> bool:
    """Tell whether a visit was bound for the line then, and has the heading."""
    line, heading = asked.parameters["line"], asked.parameters.get("heading", "all")
    if heading not in above(passage.heading):
        return False
    if line == WHOLE_ZONE:
        return True
    place = passage.place_at(at_us or asked.at_us)
    return place is not None and asked.dated.find_bulletin_line(place) == line


def _cleared(asked: Asked, _: View, passage: Passage) -> bool:
    out_us = passage.out_us
    return passage.is_cleared and asked.is_in_day(out_us) and _is_of(asked, passage, out_us)


def _turned_back(asked: Asked, _: View, passage: Passage) -> bool:
    out_us = passage.out_us
    return not passage.is_cleared and asked.is_in_day(out_us) and _is_of(asked, passage, out_us)


def _arrived(asked: Asked, _: View, passage: Passage) -> bool:
    at_us = passage.arrived_us
    return asked.is_in_day(at_us) and _is_of(asked, passage, at_us)


def _waiting(asked: Asked, seen: View, passage: Passage) -> bool:
    is_there = passage.stays_at(asked.at_us) and seen.written_off_us is None
    return is_there and _is_of(asked, passage, asked.at_us)


def _expected(asked: Asked, _: View, passage: Passage) -> bool:
    return not asked.is_past(passage.arrived_us) and passage.out_us is None


def _wait(asked: Asked, _: View, passage: Passage) -> bool:
    return passage.subject == asked.parameters["visit"]


def _arrived_in_hour(asked: Asked, _: View, passage: Passage) -> bool:
    return asked.is_in_hour(passage.arrived_us)


def _cleared_in_hour(direction: str) -> Belongs:
    def belongs(asked: Asked, _: View, passage: Passage) -> bool:
        is_of = passage.heading.startswith(direction)
        return is_of and passage.is_cleared and asked.is_in_hour(passage.out_us)

    return belongs


def _is_of_way(asked: Asked, passage: Passage, at_us: int | None) -> bool:
    """Tell whether a visit was bound for the gate or route then, and goes that way."""
    place = passage.place_at(at_us or asked.at_us)
    direction = asked.parameters.get("direction", "")
    is_of = passage.heading.startswith(str(direction))
    return is_of and asked.parameters["way"] in find_ways(asked.dated, place)


def _way_waiting(asked: Asked, seen: View, passage: Passage) -> bool:
    is_there = passage.stays_at(asked.at_us) and seen.written_off_us is None
    return is_there and _is_of_way(asked, passage, asked.at_us)


def _way_cleared(asked: Asked, _: View, passage: Passage) -> bool:
    out_us = passage.out_us
    return passage.is_cleared and asked.is_in_day(out_us) and _is_of_way(asked, passage, out_us)


def _way_last_hour(asked: Asked, _: View, passage: Passage) -> bool:
    out_us = passage.out_us
    return passage.is_cleared and _lately(asked, out_us) and _is_of_way(asked, passage, out_us)


def _way_arrived(asked: Asked, _: View, passage: Passage) -> bool:
    at_us = passage.arrived_us
    return _lately(asked, at_us) and _is_of_way(asked, passage, at_us)


def _lately(asked: Asked, at_us: int | None) -> bool:
    return at_us is not None and asked.at_us - HOUR_US < at_us <= asked.at_us


def _list_standing(asked: Asked, standings: list[Standing]) -> list[Standing]:
    """List the vehicles that take room in a yard, whatever the bulletin counts."""
    yard = asked.parameters["yard"]
    return [one for one in standings if one.seen.is_open and one.seen.place == yard]


def _is_there(asked: Asked, one: Standing) -> bool:
    passage = one.passage
    return (
        passage is not None and passage.stays_at(asked.at_us) and (one.seen.written_off_us is None)
    )


def _list_awaiting(asked: Asked, standings: list[Standing]) -> list[Standing]:
    """List the vehicles in the gate that wait for the step."""
    return [one for one in standings if _since(asked, one) is not None]


def _list_overdue(asked: Asked, standings: list[Standing]) -> list[Standing]:
    """List those that have waited longer than nine in ten took in the day."""
    p90_us = find_p90(
        [
            length_us
            for one in standings
            for step, length_us, at_us in one.steps.given
            if step == asked.parameters["step"] and asked.is_in_day(at_us)
        ]
    )
    if p90_us is None:
        return []
    latest_us = asked.at_us - p90_us
    return [one for one in standings if (_since(asked, one) or latest_us) < latest_us]


def _list_beyond(asked: Asked, standings: list[Standing]) -> list[Standing]:
    """List those that stay beyond the hours that their procedure allows."""
    return [
        one
        for one in standings
        if _is_there(asked, one) and (one.steps.limit_us or asked.at_us) < asked.at_us
    ]


def _since(asked: Asked, one: Standing) -> int | None:
    if not _is_there(asked, one):
        return None
    found = [since_us for step, since_us in one.steps.pending if step == asked.parameters["step"]]
    return found[0] if found and found[0] <= asked.at_us else None


STANDS: Mapping[str, Callable[[Asked, list[Standing]], list[Standing]]] = {
    "live.standing": _list_standing,
    "live.step_waiting": _list_awaiting,
    "live.step_overdue": _list_overdue,
    "live.beyond_limit": _list_beyond,
}
BELONGS: Mapping[str, Belongs] = {
    "live.cleared": _cleared,
    "live.waiting": _waiting,
    "live.arrived": _arrived,
    "live.turned_back": _turned_back,
    "live.expected": _expected,
    "live.longest_wait": _waiting,
    "live.wait": _wait,
    "live.arrived_in_hour": _arrived_in_hour,
    "live.cleared_in_hour": _cleared_in_hour(""),
    "live.cleared_export_in_hour": _cleared_in_hour("export"),
    "live.cleared_import_in_hour": _cleared_in_hour("import"),
    "live.way_waiting": _way_waiting,
    "live.way_cleared": _way_cleared,
    "live.way_last_hour": _way_last_hour,
    "live.way_arrived_last_hour": _way_arrived,
    "bulletin.cleared": _cleared,
    "bulletin.arrived": _arrived,
    "bulletin.turned_back": _turned_back,
    "bulletin.waiting": _waiting,
}
# These say how long; the vehicles behind them are not what is counted.
OF_TIME = frozenset({"live.longest_wait", "live.wait"})
