"""The zone: all its rows at all dates, and the view of them on one day."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from cuakhau.zone.letterhead import Letterhead
from cuakhau.zone.types import (
    Agency,
    BulletinLine,
    Closure,
    FeeRule,
    Gate,
    GoodsClass,
    HasId,
    Hours,
    Lane,
    Language,
    Milestone,
    Name,
    Place,
    Procedure,
    Route,
    Row,
    Source,
    Step,
    Tariff,
    VehicleClass,
    Yard,
)
from cuakhau.zone.waiting import (
    CallRule,
    ComplaintLimit,
    Ground,
    OverlapRule,
    Promise,
    YardArea,
)

R = TypeVar("R", bound=HasId)


class NotInZone(KeyError):
    """Raised by `get_…` when no row of that id is in force on the day asked about."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Zone:
    """A border zone as data. `version` is the digest of the folder it was read from.

    `at(day)` keeps the rows in force that day; ask for places, steps or procedures there, since
    the same id may mean another thing on another date.
    """

    name: str
    version: str
    time_zone: str
    other_time_zone: str
    day_ends: time
    countries: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    routes: tuple[Route, ...] = ()
    lanes: tuple[Lane, ...] = ()
    yards: tuple[Yard, ...] = ()
    yard_areas: tuple[YardArea, ...] = ()
    agencies: tuple[Agency, ...] = ()
    vehicle_classes: tuple[VehicleClass, ...] = ()
    goods_classes: tuple[GoodsClass, ...] = ()
    steps: tuple[Step, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    hours: tuple[Hours, ...] = ()
    closures: tuple[Closure, ...] = ()
    call_rules: tuple[CallRule, ...] = ()
    promises: tuple[Promise, ...] = ()
    grounds: tuple[Ground, ...] = ()
    overlap_rules: tuple[OverlapRule, ...] = ()
    complaint_limits: tuple[ComplaintLimit, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    fee_rules: tuple[FeeRule, ...] = ()
    bulletin_lines: tuple[BulletinLine, ...] = ()
    letterheads: tuple[Letterhead, ...] = ()
    names: tuple[Name, ...] = ()
    sources: tuple[Source, ...] = ()

    def __hash__(self) -> int:
        """The version stands for all rows, so a zone is a cheap key of caches."""
        return hash((self.name, self.version))

    def __eq__(self, other: object) -> bool:
        """Tell whether all rows are the same.

        Caches ask this for each vehicle where one zone was read twice, from its folder and from
        the journal: rows are compared by a digest, once a zone.
        """
        if self is other:
            return True
        if not isinstance(other, Zone):
            return NotImplemented
        return hash(self) == hash(other) and self._content == other._content

    @cached_property
    def _content(self) -> bytes:
        return sha256(msgspec.json.encode(self)).digest()

    @property
    def is_demo(self) -> bool:
        """Tell whether made-up and replayed movements may be written to this zone."""
        return self.name.endswith("-demo")

    def at(self, day: date) -> "Zone":
        """Give the same zone with only the rows in force on `day`."""
        era = bisect_right(self._turns, day)
        if era not in self._views:
            self._views[era] = _view_on(self, day)
        return self._views[era]

    def renamed(self, name: str) -> "Zone":
        """Give the same zone under another name, for a demo beside the real one."""
        return replace(self, name=name)

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which a row begins or ceases to hold; between them nothing changes."""
        rows = [row for _, rows in _tables(self) for row in rows]
        days = {day for row in rows for day in (row.valid_from, row.valid_until)}
        return sorted(day for day in days if day is not None)

    @cached_property
    def _views(self) -> dict[int, "Zone"]:
        return {}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Gates, routes, lanes and yards by id. Meaningful on a dated view."""
        rows: list[Place] = [*self.gates, *self.routes, *self.lanes, *self.yards]
        return {row.id: row for row in rows}

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        """Steps by id."""
        return _by_id(self.steps)

    @cached_property
    def agency_by_id(self) -> dict[str, Agency]:
        """Agencies by id."""
        return _by_id(self.agencies)

    @cached_property
    def procedure_by_id(self) -> dict[str, Procedure]:
        """Procedures by id."""
        return _by_id(self.procedures)

    @cached_property
    def goods_by_id(self) -> dict[str, GoodsClass]:
        """Goods classes by id."""
        return _by_id(self.goods_classes)

    @cached_property
    def name_by_id(self) -> dict[str, Name]:
        """Names by the id of what they name."""
        return _by_id(self.names)

    def get_procedure(self, procedure: str) -> Procedure:
        """Give the procedure of that id, or raise `NotInZone`."""
        if procedure not in self.procedure_by_id:
            raise NotInZone(procedure)
        return self.procedure_by_id[procedure]

    def name_of(self, row_id: str, language: Language) -> str:
        """Name a row in `language`, else in Vietnamese, else by its id."""
        name = self.name_by_id.get(row_id)
        if name is None:
            return row_id
        return getattr(name, language) or name.vi

    def find_gate_of(self, place: str) -> str | None:
        """Walk from a lane, route or yard up to its gate; `None` where the place is unknown."""
        found = self.places.get(place)
        match found:
            case Gate():
                return found.id
            case Route():
                return found.gate
            case Yard():  # serves a gate or one route of it
                return self.find_gate_of(found.gate)
            case Lane():
                return self.find_gate_of(found.route)
        return None

    def find_call_rule(self, place: str) -> CallRule | None:
        """Find the rule by which vehicles are called to a place: its own, its gate's, or `*`."""
        rules = {rule.place: rule for rule in reversed(self.call_rules)}
        return rules.get(place) or rules.get(self.find_gate_of(place) or "") or rules.get("*")

    def find_bulletin_line(self, place: str) -> str | None:
        """Name the bulletin line that counts `place`; its own line first, then its gate's."""
        here: str | None = place
        while here is not None:
            for line in self.bulletin_lines:
                if here in line.places:
                    return line.id
            here = self._parent_of(here)
        return None

    def _parent_of(self, place: str) -> str | None:
        match self.places.get(place):
            case Lane() as lane:
                return lane.route
            case (Route() | Yard()) as inner:
                return inner.gate
        return None


def _by_id(rows: tuple[R, ...]) -> dict[str, R]:
    return {row.id: row for row in rows}


def _view_on(zone: Zone, day: date) -> Zone:
    dated: dict[str, Any] = {}
    for name, rows in _tables(zone):
        kept = tuple(row for row in rows if row.holds_on(day))
        if len(kept) != len(rows):
            dated[name] = kept
    return replace(zone, **dated) if dated else zone


def _tables(zone: Zone) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for spec in fields(Zone):
        rows = getattr(zone, spec.name)
        if isinstance(rows, tuple) and rows and isinstance(rows[0], Row):
            yield spec.name, rows
