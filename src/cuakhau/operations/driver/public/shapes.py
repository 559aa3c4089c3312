"""The shape of the public JSON: keys that do not change, codes instead of words, no person."""

from typing import Literal

from msgspec import Struct

Names = dict[str, str]  # by language: vi, en, zh


class SideOut(Struct, frozen=True, kw_only=True):
    """How a side serves a direction; `state` unknown where nobody said and no hours tell."""

    side: Literal["vn", "cn"]
    direction: Literal["export", "import"]
    state: Literal["open", "closed", "slowed", "unknown"]
    basis: str
    rate_per_h: int | None
    since: str | None
    until: str | None
    document: str | None


class HoursOut(Struct, frozen=True, kw_only=True):
    """Hours of today in the side's own wall time."""

    side: Literal["vn", "cn"]
    opens: str
    closes: str
    offset: str
    at_least: bool


class QueueOut(Struct, frozen=True, kw_only=True):
    """A queue. The wait is what a vehicle joining now may expect; null where nobody can tell."""

    direction: Literal["export", "import"]
    waiting: int | None
    called: int | None
    passed_in_last_hour: int | None
    wait_from_min: int | None
    wait_until_min: int | None


class PlaceOut(Struct, frozen=True, kw_only=True):
    """A gate or route."""

    id: str
    names: Names
    sides: tuple[SideOut, ...]
    hours: tuple[HoursOut, ...]
    queues: tuple[QueueOut, ...]


class LineOut(Struct, frozen=True, kw_only=True):
    """A line of the daily bulletin; null where no vehicle is on the log for it."""

    id: str
    names: Names
    waiting: int | None
    waiting_export: int | None
    waiting_import: int | None
    longest_wait_min: int | None
    places: tuple[PlaceOut, ...]


class YardOut(Struct, frozen=True, kw_only=True):
    """A yard; its capacity is null where nobody has published it."""

    id: str
    names: Names
    vehicles: int | None
    capacity: int | None


class NoticeOut(Struct, frozen=True, kw_only=True):
    """A closure in force or to come. `scope` is a side, a direction, both or null for all."""

    place: str
    scope: str | None
    goods: str | None
    reason: str | None
    document: str | None
    since: str
    until: str | None


class JumpOut(Struct, frozen=True, kw_only=True):
    """A call out of order: how many vehicles it passed, why, on what basis, by which office."""

    at: str
    place: str
    goods: str | None
    passed: int
    reason: str
    basis: str
    document: str
    office: str


class RuleOut(Struct, frozen=True, kw_only=True):
    """The rule of calls; its source says who set it."""

    come_within_min: int
    back_places: int
    chances: int
    perishable_ahead_min: int
    source: str


class PublicOut(Struct, frozen=True, kw_only=True):
    """What everybody may know of a zone at an instant."""

    zone: str
    is_demo: bool
    as_of: str
    waiting: int | None
    lines: tuple[LineOut, ...]
    yards: tuple[YardOut, ...]
    notices: tuple[NoticeOut, ...]
    calls_out_of_order: tuple[JumpOut, ...]
    call_rule: RuleOut | None
