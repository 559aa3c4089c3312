"""Which vehicles a replayed day needs, line by line and heading by heading."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cuakhau.simulation.replay.draft import Dice, Made
from cuakhau.simulation.replay.hours import Opening, find_opening, find_yard, places_of_line
from cuakhau.simulation.replay.steps import Fate, Trip, draft_declaration, draft_steps, draw_times
from cuakhau.simulation.replay.targets import Targets
from cuakhau.simulation.replay.transload import make_transloading
from cuakhau.simulation.replay.work import Assumption, not_replayed, r3_procedures_are_known
from cuakhau.zone.bulletin.headings import LEAVES, Heading, find_heading
from cuakhau.zone.types import Procedure
from cuakhau.zone.zone import Zone

CLEARED_FROM_BACKLOG, NEVER_CAME, EMPTY, TRANSLOADED = 0.7, 0.03, 0.05, 0.18
_PROCEDURES: dict[Heading, str] = {
    "export_fruit": "export",
    "export_other": "export",
    "import_goods": "import",
    "import_new": "new_vehicle",
}


class Trips:
    """Makes the visits of a day; what it assumed on the way stands in `assumptions`."""

    def __init__(
        self, dated: Zone, targets: Targets, day: date, dice: Dice, *, cut_off_s: int
    ) -> None:
        self.dated, self.targets, self.day, self.dice = dated, targets, day, dice
        self.cut_off_s = cut_off_s
        self.roads = {line: places_of_line(dated, line) for line in sorted(targets.lines)}
        self.openings: dict[str, Opening] = {
            road: find_opening(dated, road, day.isoweekday(), cut_off_s)
            for roads in self.roads.values()
            for road in roads
        }
        self.offsets = {side: _offset_min(dated, side, day) for side in ("vn", "cn")}

    @property
    def places(self) -> dict[str, str]:
        """One place for each line."""
        return {line: roads[0] for line, roads in self.roads.items()}

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was assumed of hours, roads, times and of vehicles that no bulletin counts."""
        unknown = tuple(place for place, one in self.openings.items() if not one.is_known)
        shared = tuple(line for line, roads in self.roads.items() if len(roads) > 1)
        found = [Assumption("hours", {"places": unknown})] if unknown else []
        found += [Assumption("roads", {"lines": shared})] if shared else []
        return (*found, Assumption("times"), Assumption("uncounted"))

    def make(self) -> Iterator[Made]:
        """Make every visit of the day."""
        for line in self.roads:
            for leaf in LEAVES:
                yield from self._of_leaf(line, leaf)
            yield from self._empties(line)

    def _of_leaf(self, line: str, leaf: Heading) -> Iterator[Made]:
        cell, targets = (line, leaf), self.targets
        before, cleared = targets.opening[cell], targets.cleared[cell]
        both = min(before, cleared)
        gone = min(both, max(round(CLEARED_FROM_BACKLOG * both), before - targets.waiting[cell]))
        still = before - gone
        wanted: tuple[tuple[Fate, bool, int], ...] = (
            ("cleared", True, gone),
            ("waiting", True, still),
            ("cleared", False, cleared - gone),
            ("waiting", False, targets.waiting[cell] - still),
            ("turned_back", False, targets.turned_back[cell]),
            ("never_came", False, round(NEVER_CAME * targets.arrived(cell))),
        )
        for fate, came_before, number in wanted:
            for _ in range(number):
                yield from self._visit(line, leaf, fate, came_before=came_before)

    def _visit(self, line: str, leaf: Heading, fate: Fate, *, came_before: bool) -> Iterator[Made]:
        trip = replace(self._trip(line, leaf), fate=fate, came_before=came_before)
        gives = self.dated.procedure_by_id.get("transload_giving")
        receives = self.dated.procedure_by_id.get("transload_receiving")
        may_unload = leaf == "import_goods" and fate == "cleared" and not came_before
        if may_unload and gives and receives and self.dice.chance(TRANSLOADED):
            yield from make_transloading(replace(trip, procedure=gives), receives, self.dice)
            return
        yield make_visit(trip, self.dice)

    def _empties(self, line: str) -> Iterator[Made]:
        """Empty vehicles pass too; no bulletin counts them."""
        procedure = self.dated.procedure_by_id.get("empty")
        number = round(EMPTY * sum(self.targets.cleared[line, leaf] for leaf in LEAVES))
        for _ in range(number if procedure else 0):
            trip = replace(self._trip(line, "import_goods"), goods="empty", fate="cleared")
            yield make_visit(replace(trip, procedure=procedure or trip.procedure), self.dice)

    def _trip(self, line: str, leaf: Heading) -> Trip:
        place = self.dice.pick(self.roads[line])
        procedure = self._procedure(leaf)
        side = "cn" if procedure.direction == "import" else "vn"
        return Trip(
            dated=self.dated,
            procedure=procedure,
            goods=self._goods(leaf),
            vehicle_class=self._vehicle_class(),
            place=place,
            yard=find_yard(self.dated, place),
            opening=self.openings[place],
            month=self.day.month,
            cut_off_s=self.cut_off_s,
            fate="cleared",
            clock_offset_min=self.offsets[side],
            zone_offset_min=self.offsets["vn"],
        )

    def _procedure(self, leaf: Heading) -> Procedure:
        name = _PROCEDURES[leaf]
        if name not in self.dated.procedure_by_id:
            raise not_replayed(r3_procedures_are_known, procedure=name, day=self.day)
        return self.dated.procedure_by_id[name]

    def _goods(self, leaf: Heading) -> str:
        """Choose goods of a heading; mostly the plainest, since nobody prints more."""
        direction = leaf.partition("_")[0]
        apart = {"empty"} if leaf == "import_new" else {"empty", "new_vehicle"}
        fitting = [
            goods
            for goods in self.dated.goods_by_id
            if goods not in apart and find_heading(self.dated, direction, goods) == leaf
        ]
        plain = [3.0 if goods in ("fruit", "other") else 1.0 for goods in fitting]
        return self.dice.pick(fitting, plain)

    def _vehicle_class(self) -> str | None:
        classes = [row.id for row in self.dated.vehicle_classes if row.payload_from_kg]
        return self.dice.pick(classes, range(1, len(classes) + 1)) if classes else None


def make_visit(trip: Trip, dice: Dice) -> Made:
    """Make one visit in good order."""
    times = draw_times(trip, dice)
    made = Made(draft_declaration(trip, times, dice.letters(12), dice))
    declared_s = made.drafts[0].at_s
    steps = draft_steps(trip, times, declared_s, dice)
    if trip.fate == "never_came":
        steps = [draft for draft in steps if draft.step == "registration"]
    made.drafts += steps
    return made


def _offset_min(dated: Zone, side: str, day: date) -> int:
    name = dated.time_zone if side == "vn" else dated.other_time_zone
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name))
    offset = noon.utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60
