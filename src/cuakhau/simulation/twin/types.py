"""What one must assume about a zone to simulate it: rows of `twin.toml`.

Each row says on what it rests (`basis`) and where that was read (`source`). What no row says is
left out of a run or refused; it is never guessed in silence. A filter such as `goods` or
`procedures` that is left blank means all of them.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from cuakhau.zone.row import Row, Side

Basis = Literal["published", "fitted", "assumed"]
Kind = Literal["fixed", "exponential", "lognormal", "gamma", "empirical"]
ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Row):
    """What all rows of a twin share."""

    basis: Basis = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Given):
    """`around` is a day that the twin describes. `holidays` says what they do at places of which
    the zone does not say it.
    """

    around: date
    holidays: Literal["works", "closed"] = "works"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Given):
    """How arrivals spread over a day of the zone, a week and a year, as weights.

    `hours` has 24 from midnight, `weekdays` 7 from Monday, `months` 12; only their ratios count.
    """

    id: str
    hours: tuple[float, ...]
    weekdays: tuple[float, ...] = (1.0,) * 7
    months: tuple[float, ...] = (1.0,) * 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream(Given):
    """Vehicles of one kind that come to a gate or route, `per_day` on an average day.

    `yards` in order of preference, the later ones for overflow; none: they stand at the place
    itself. `buffer`: yards outside in which they wait to be let into the gate. `patience`: they
    turn away where so many wait on the road. `booked`: they come by slots of `slot_min` minutes,
    with a standard deviation of `spread_min`, and a share of `no_show` does not come.
    """

    id: str
    procedure: str
    place: str
    per_day: float
    goods: str | None = None
    vehicle_class: str | None = None
    profile: str | None = None
    priority: int = 0
    yards: tuple[str, ...] = ()
    buffer: tuple[str, ...] = ()
    patience: int | None = None
    booked: bool = False
    slot_min: int = 60
    spread_min: float = 0.0
    no_show: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Row):
    """So many officers or lanes for a part of the day (wall time), or so many `more` or fewer."""

    opens: time
    closes: time
    servers: int | None = None
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Given):
    """Officers or lanes that serve one queue of some steps at some places.

    A step may be that of one procedure only, as in "exit_border_guard/export". On duty are
    `servers` while all sides of `follows` work at `place`; `shifts` say another number for a part
    of the day. Without sides the post never closes. `blocks`: a vehicle that
    finds no place in the yard stays before the officer.
    """

    id: str
    agency: str
    steps: tuple[str, ...]
    places: tuple[str, ...]
    servers: int
    place: str | None = None  # whose hours it follows; else the first of `places` there is
    follows: tuple[Side, ...] = ("vn",)
    shifts: tuple[Shift, ...] = ()
    per_day: int | None = None
    per_hour: int | None = None
    procedures: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    vehicle_classes: tuple[str, ...] = ()
    blocks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic(Given):
    """A step that a camera or a system gives at once."""

    step: str
    agency: str
    way: Literal["scan", "hand", "camera"] = "camera"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Given):
    """How long a step takes; the row that says most about a vehicle holds for it."""

    step: str
    mean_s: float = 0.0
    kind: Kind = "lognormal"
    cv: float = 1.0
    sample_s: tuple[float, ...] = ()
    procedure: str | None = None
    goods: str | None = None
    vehicle_class: str | None = None
    place: str | None = None
    channel: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YardPlaces(Given):
    """Places of a yard for some vehicles; without a row, those of the zone, else endless."""

    id: str
    yard: str
    places: int
    vehicle_classes: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleLength(Given):
    """What a vehicle of a class (or of every other one) takes of a road, with its gap."""

    metres: float
    vehicle_class: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Road(Given):
    """How long the road before a gate or route is, and what befalls whoever finds it full.

    `longer`: the queue grows on along the highway; `turned_away`: he goes home.
    """

    place: str
    metres: float
    when_full: Literal["longer", "turned_away"] = "longer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedHours(Given):
    """Hours of a side at a place of which the zone knows none, in that side's wall time."""

    place: str
    side: Side
    opens: time
    closes: time
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Given):
    """A published figure that a run must meet: between `low` and `high`."""

    id: str
    measure: str
    value: float
    low: float
    high: float
    place: str | None = None
    direction: Literal["export", "import", "both"] = "both"
    goods: str | None = None


PriceOf = Literal["officer_hour", "lane_hour", "place_day", "opening_hour", "vehicle_hour"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Given):
    """What a unit costs: of the posts, yards or places in `targets`, or of all."""

    kind: PriceOf
    vnd: int
    targets: tuple[str, ...] = ()
