"""What a planner may change: the tables of a scenario, and the scenario of all of them.

Every time is that of the zone's own clock, for the other side of the border too: one reader has one
clock. `first_day` and `last_day` belong to the change. A filter that is left blank means all. Of
`add` and `set` exactly one is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, time
from functools import cached_property
from hashlib import sha256
from typing import Literal

import msgspec

from cuakhau.zone.row import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What all changes share: where they stand in the file."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Change):
    """A change that may hold on some days only."""

    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers(Dated):
    """Officers or lanes of a post, or of all posts of a step at a place, from … until."""

    post: str | None = None
    place: str | None = None
    step: str | None = None
    add: int | None = None
    set: int | None = None
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Dated):
    """A gate, route or `*` stops on one side or both, all day or from … until."""

    place: str
    reason: str
    side: Literal["vn", "cn", "both"] = "both"
    opens: time | None = None  # stops from then …
    closes: time | None = None  # … until then


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Dated):
    """So many times as many vehicles of some kind."""

    factor: float
    stream: str | None = None
    place: str | None = None
    procedure: str | None = None
    direction: Literal["export", "import", "none"] | None = None
    goods: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Change):
    """One stop for several steps, at the posts of the first that all are asked.

    It lasts as long as the `first` (one officer confirms them all at once) or as the `sum` (one
    after the other, without a second queue).
    """

    steps: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    lasts: Literal["first", "sum"] = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Change):
    """Several steps are served at the same time, each at its own post."""

    steps: tuple[str, ...]
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Change):
    """A step takes nobody's time at the gate: it is dropped, or made before the arrival."""

    step: str
    before_arrival: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool(Change):
    """Officers of several steps at the same places serve one queue, each doing either."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YardChange(Change):
    """Places of a yard, or of those for some classes of vehicle."""

    id: str
    add: int | None = None
    set: int | None = None
    vehicle_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Change):
    """How many services of a post may begin, a day or an hour, or of each post of a step."""

    post: str | None = None
    place: str | None = None
    step: str | None = None
    per_day: int | None = None
    per_hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursChange(Dated):
    """Other hours of a side at a place and at all that belongs to it."""

    place: str
    side: Side
    opens: time
    closes: time
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceChange(Change):
    """A step takes so many times as long, everywhere or of some vehicles only."""

    step: str
    factor: float
    place: str | None = None
    procedure: str | None = None
    goods: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsChange(Change):
    """Vehicles of some kind come by booked slots instead of by chance.

    `hours`: how many are let book in each hour of the day, 24 from midnight; only their ratios
    count. Left blank: as they come today.
    """

    stream: str | None = None
    place: str | None = None
    procedure: str | None = None
    goods: str | None = None
    slot_min: int = 60
    spread_min: float = 0.0
    no_show: float = 0.0
    hours: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reroute(Change):
    """Vehicles bound for a place go to another one, and to the yards there."""

    place: str
    to: str
    yards: tuple[str, ...] = ()
    goods: str | None = None
    procedure: str | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A patch on the zone `base`. Two of the same content have the same digest."""

    name: str
    base: str
    title: str = ""
    titles: tuple[tuple[str, str], ...] = ()  # in other languages than the first
    file: str = ""  # where its mistakes are
    servers: tuple[Servers, ...] = ()
    closes: tuple[Close, ...] = ()
    demands: tuple[Demand, ...] = ()
    merges: tuple[Merge, ...] = ()
    besides: tuple[Beside, ...] = ()
    drops: tuple[Drop, ...] = ()
    pools: tuple[Pool, ...] = ()
    yards: tuple[YardChange, ...] = ()
    quotas: tuple[Quota, ...] = ()
    hours: tuple[HoursChange, ...] = ()
    services: tuple[ServiceChange, ...] = ()
    slots: tuple[SlotsChange, ...] = ()
    reroutes: tuple[Reroute, ...] = ()

    @property
    def changes(self) -> Iterator[Change]:
        """Give all changes, table by table."""
        for spec in fields(self):
            if spec.name in _PLURALS.values():
                yield from getattr(self, spec.name)

    def title_in(self, language: str) -> str:
        """Give its title in a language, else the one it was given first."""
        return dict(self.titles).get(language, self.title)

    @cached_property
    def digest(self) -> str:
        """Digest what it changes, whatever it is called and wherever its lines stand."""
        content = {plural: [_told(one) for one in getattr(self, plural)] for plural in _NAMES}
        return sha256(msgspec.json.encode([self.base, content], order="sorted")).hexdigest()


def _told(change: Change) -> dict[str, object]:
    return {spec.name: getattr(change, spec.name) for spec in fields(change) if spec.compare}


# table of a scenario → its type, and the field of Scenario that holds its rows
TABLES: dict[str, tuple[type[Change], str]] = {
    "servers": (Servers, "servers"),
    "close": (Close, "closes"),
    "demand": (Demand, "demands"),
    "merge": (Merge, "merges"),
    "beside": (Beside, "besides"),
    "drop": (Drop, "drops"),
    "pool": (Pool, "pools"),
    "yard": (YardChange, "yards"),
    "quota": (Quota, "quotas"),
    "hours": (HoursChange, "hours"),
    "service": (ServiceChange, "services"),
    "slots": (SlotsChange, "slots"),
    "reroute": (Reroute, "reroutes"),
}
_PLURALS = {table: plural for table, (_, plural) in TABLES.items()}
_NAMES = tuple(_PLURALS.values())
