"""What a workbook says once it has been read: the stock, the people, the shifts."""

from datetime import datetime

from msgspec import Struct

from cuakhau.operations.opening.book import Cell


class Waits(Struct, frozen=True, kw_only=True):
    """A vehicle that waits. `at` is the row that says so."""

    at: Cell
    place: str
    procedure: str
    since: datetime
    goods: str | None = None
    vehicle_class: str | None = None
    plate: str | None = None
    yard: str | None = None
    number: str | None = None
    driver: str | None = None
    phone: str | None = None
    firm: str | None = None


class Counted(Struct, frozen=True, kw_only=True):
    """Vehicles that wait and that nobody listed one by one."""

    at: Cell
    place: str
    procedure: str
    goods: str | None
    amount: int


class Works(Struct, frozen=True, kw_only=True):
    """Somebody who works in the zone."""

    at: Cell
    username: str
    full_name: str
    role: str
    works_for: str


class Serves(Struct, frozen=True, kw_only=True):
    """A shift of somebody, at a place or anywhere."""

    at: Cell
    username: str
    since: datetime
    until: datetime
    place: str | None
    step: str | None = None


class Opening(Struct, frozen=True, kw_only=True):
    """All that a workbook says, ready to be written; `moment` is that of the stock."""

    moment: datetime
    waiting: tuple[Waits, ...] = ()
    counted: tuple[Counted, ...] = ()
    staff: tuple[Works, ...] = ()
    roster: tuple[Serves, ...] = ()
