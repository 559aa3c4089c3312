"""What has been published about a zone, as frozen rows: figures with their precision and source.

They stand in `history/*.csv` of a zone folder. Days are inclusive on both ends, as printed.
`suspect` marks a figure that does not add up or cannot be right: kept, shown, never used.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["exact", "approx", "at_least", "avg", "range", "derived", "suspect"]
Direction = Literal["both", "export", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedScope:
    """A word for several places taken together; `parts` may be `*` for all, empty for none here."""

    id: str
    parts: tuple[str, ...] = ()
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCount:
    """A printed number of vehicles, wagons, tonnes or money; `value_high` ends a range."""

    first_day: date
    last_day: date
    place: str
    measure: str
    direction: Direction
    cargo: str
    value: int
    value_high: int | None = None
    unit: Literal["vehicle", "wagon", "t", "million_vnd"]
    precision: Precision
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTurnover:
    """A printed value of trade. Rows of two scopes are never added, joined or compared.

    `scope_basis` is `inferred` where the text does not say which scope it means.
    """

    first_day: date
    last_day: date
    scope: str
    scope_basis: Literal["printed", "inferred"]
    direction: Direction
    value_thousand_usd: int | None = None
    value_million_cny: int | None = None
    weight_t: int | None = None
    growth_pct: float | None = None
    precision: Precision
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTime:
    """A printed duration, share, size or rate; `said` is when it held, in the words of the text."""

    measure: str
    place: str
    unit: str
    value: float
    value_high: float | None = None
    said: str
    precision: Precision
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvent:
    """Something that happened at a place, such as a stop or longer hours."""

    first_day: date
    last_day: date | None = None
    place: str
    what: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedProject:
    """A public work: its cost where it was printed, and how far it was by then."""

    name: str
    scope: str = ""
    cost_million_vnd: int | None = None
    other_money_million_vnd: int | None = None
    state: str = ""
    dates: str = ""
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWorks:
    """How many public works a body was the owner of in a year, or had finished, or carried over."""

    year: int
    measure: Literal["owned", "finished", "carried_over"]
    value: int
    precision: Precision
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedUnit:
    """A unit that can be told to do something: `in_board` is the Board or a part of it."""

    id: str
    vi: str
    en: str
    zh: str
    stands: Literal["in_board", "beside"]
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSession:
    """A working session: when it was, who held it, and what it was about."""

    id: str
    day: date
    held_by: str
    vi: str
    en: str
    zh: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedStatement:
    """What a session stated, in our words: a result, a weakness or an instruction of an area.

    `responsible` and `cooperating` are units; only an instruction has them. `basis` is
    `assigned` where the text names no unit and we had to choose one.
    """

    session: str
    number: int
    part: Literal["result", "weakness", "instruction"]
    area: str
    vi: str
    en: str
    zh: str
    responsible: str | None = None
    cooperating: tuple[str, ...] = ()
    basis: Literal["printed", "assigned"] = "printed"
    source: str
    note: str = ""


Published = (
    PublishedScope
    | PublishedCount
    | PublishedTurnover
    | PublishedTime
    | PublishedEvent
    | PublishedProject
    | PublishedWorks
    | PublishedUnit
    | PublishedSession
    | PublishedStatement
)
