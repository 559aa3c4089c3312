"""What may happen to a vehicle or a post: rows of `twin.toml` with shares and times of chance."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from cuakhau.simulation.twin.types import Given, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Given):
    """The share of vehicles of which an optional step is asked; without a row, of none."""

    step: str
    share: float
    procedure: str | None = None
    goods: str | None = None
    vehicle_class: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Given):
    """A channel (green, yellow, red) in which a share of vehicles goes through a step."""

    id: str
    step: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework(Given):
    """The share of vehicles for which a step must be done again, some time after."""

    step: str
    share: float
    wait_s: float
    cv: float = 1.0
    procedure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedBack(Given):
    """The share of vehicles that is sent home after a step."""

    step: str
    share: float
    agency: str
    procedure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Given):
    """What vehicles wait for before a step and no officer gives: papers, a buyer, a partner's call.

    It is the firm's own time and ends by itself; a queue for officers comes on top.
    """

    step: str
    mean_s: float
    kind: Kind = "gamma"
    cv: float = 1.0
    procedure: str | None = None
    goods: str | None = None
    vehicle_class: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Given):
    """Steps that are served at the same time, each by its own post.

    `joint`: one stop for them all, at the posts of the first; it lasts as long as the `first`, or
    as the `sum` of all.
    """

    steps: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    joint: bool = False
    lasts: Literal["first", "sum"] = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Given):
    """A post that stops: planned at a wall time, or by chance by the mean time between stops.

    It loses `servers` of its officers or lanes, or all of them.
    """

    id: str
    post: str
    reason: str
    opens: time | None = None  # planned: stopped from then …
    closes: time | None = None  # … until then
    between_h: float | None = None
    lasts_h: float | None = None
    servers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transloading(Given):
    """Vehicles of `giving` unload to 1, 2, 3 … of `receiving`, with the chances of `needs`.

    The receivers come `after_h` after the giver.
    """

    giving: str
    receiving: str
    needs: tuple[float, ...] = (1.0,)
    after_h: float = 0.0
    cv: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoWay(Given):
    """How long vehicles of a round trip stay on the other side, and with what they come back.

    A share of `empty` brings nothing, the others bring `goods`; left out, nobody knows.
    """

    procedure: str
    stay_h: float
    cv: float = 1.0
    empty: float | None = None
    goods: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge(Given):
    """On its days so many times as many vehicles of a stream come."""

    stream: str
    factor: float
