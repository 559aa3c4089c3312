"""What a zone is made of: frozen rows, each with its validity and its source.

Every row carries `valid_from` (first day), `valid_until` (first day on which it no longer holds)
and `source` (an id of `Source`). `None` in a fact means that nobody knows it, which is never zero.
"""

from dataclasses import dataclass, field
from datetime import time
from typing import Literal

from cuakhau.zone.row import LANGUAGES as LANGUAGES
from cuakhau.zone.row import HasId as HasId
from cuakhau.zone.row import Language as Language
from cuakhau.zone.row import Row as Row
from cuakhau.zone.row import Side as Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """Where a fact was read: an address or a document, and its publisher and date."""

    id: str
    title: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Row):
    """A border gate (cửa khẩu). A railway station that is a gate has mode `rail`."""

    id: str
    kind: Literal["international", "main", "auxiliary", "crossing"]
    mode: Literal["road", "rail"]
    opposite: str | None = None
    unlocode: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Row):
    """A road through a gate, named by its boundary markers (lối thông quan, đường chuyên dụng)."""

    id: str
    gate: str
    kind: Literal["clearance", "dedicated"]
    markers: str | None = None
    opposite: str | None = None
    capacity_per_day: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Row):
    """One lane of a route. `direction` is the way it serves; a tidal lane serves `both`."""

    id: str
    route: str
    direction: Literal["export", "import", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Yard(Row):
    """A yard (bãi) that serves a gate, or one route of it; `capacity` in vehicles.

    `inside` the gate or outside; `None` where nobody says.
    """

    id: str
    gate: str
    inside: bool | None = None
    capacity: int | None = None
    capacity_by_class: dict[str, int] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Row):
    """A force or unit that acts at the gate; `coordinates` marks the dispatcher of the zone."""

    id: str
    side: Side = "vn"
    coordinates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleClass(Row):
    """A class of vehicle by payload or container size, as the tariff sees it."""

    id: str
    payload_from_kg: int | None = None
    payload_below_kg: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsClass(Row):
    """A class of goods that a rule, a tariff or a bulletin tells apart; `within` is its parent."""

    id: str
    within: str | None = None
    perishable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Row):
    """A confirmation that an agency may give. `moves` marks those that say the vehicle moved.

    `secret` marks selection and its reasons: only the agency that set them may see them.
    """

    id: str
    agencies: tuple[str, ...]
    moves: bool = False
    secret: bool = False
    looks_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Row):
    """A predicate over the confirmations of a visit: all of `all_of` and one of `any_of`.

    Reached when the last of `all_of` and the first of `any_of` happened. An empty `procedures`
    means every procedure.
    """

    id: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """A step inside a procedure. A breach of `requires` is refused or only flagged."""

    step: str
    requires: tuple[str, ...] = ()
    breach: Literal["flag", "refuse"] = "flag"
    optional: bool = False
    milestone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Row):
    """What a movement of one kind goes through. `counts_as` is its column in the bulletin.

    `regime` is the one under which the tariff charges it.
    """

    id: str
    direction: Literal["export", "import", "none"]
    counts_as: Literal["export", "import", "none"]
    steps: tuple[ProcedureStep, ...]
    unit: Literal["vehicle", "wagon"] = "vehicle"
    arrives_at: str = "in_gate"
    clears_at: str = "left"
    ends_at: str = "left"
    stay_limit_h: int | None = None
    regime: str = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Row):
    """When a side works at a place, in that side's own wall time; `days` are ISO weekdays.

    `at_least` marks hours that are known to be longer than these; outside them nobody knows.
    `on_holidays` says what public holidays change; `None` where nobody said.
    """

    place: str
    side: Side
    serves: Literal["goods", "people"]
    days: tuple[int, ...]
    opens: time
    closes: time
    at_least: bool = False
    on_holidays: Literal["works", "closed"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(Row):
    """A stop at a place (or `*`), of a direction and goods class or of all, in a side's wall time.

    Without `daily_from` the whole days from `valid_from` to `valid_until` are closed.
    """

    place: str
    reason: str
    side: Side = "vn"
    direction: Literal["export", "import", "both"] = "both"
    goods: str | None = None
    document: str | None = None
    daily_from: time | None = None
    daily_until: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff(Row):
    """One cell of the tariff of fees. `amount_vnd is None`: no rate is known for this cell."""

    id: str
    resolution: str
    charge: str
    regime: str
    direction: Literal["export", "import", "both"]
    goods: str
    vehicle_class: str
    chargeable_at: str
    amount_vnd: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule(Row):
    """A multiplier of the tariff, in percent, for one kind of goods or one use of the gate."""

    id: str
    resolution: str
    percent: int
    direction: Literal["export", "import", "both"] = "both"
    goods: str | None = None
    use: Literal["inland", "transloading_only"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinLine(Row):
    """A line of the daily bulletin and the gates and routes that it adds up."""

    id: str
    places: tuple[str, ...]
    unit: Literal["vehicle", "wagon"] = "vehicle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Row):
    """The name of a row in three languages; an unknown one is `None`."""

    id: str
    vi: str
    en: str | None = None
    zh: str | None = None


Place = Gate | Route | Lane | Yard
