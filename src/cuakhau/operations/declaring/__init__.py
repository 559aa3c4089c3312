"""What a declarant says of a vehicle, before any of it is kept."""

from datetime import datetime

from msgspec import Struct


class GoodsLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One kind of goods on the vehicle; what nobody knows is left out.

    `value` is in whole units of `currency`, and comes with it.
    """

    description: str
    goods: str | None = None
    hs_code: str | None = None
    gross_kg: int | None = None
    pieces: int | None = None
    origin: str | None = None
    value: int | None = None
    currency: str | None = None


class Paper(Struct, frozen=True, kw_only=True):
    """A paper that goes with the vehicle, by kind and number."""

    kind: str
    number: str


class Declaring(Struct, frozen=True, kw_only=True):
    """A declaration as it is said. `owner` names the firm, program or desk that may amend it.

    `fee_use` is how the fee rules see the trip: inland, transloading_only, or neither. An agent
    who declares for a firm says under which `mandate`. `unseen` are papers of the revision
    before, by reference, that stay: whoever amends may not see them, so cannot say them.
    """

    procedure: str
    place: str
    owner: str
    goods: str | None = None
    vehicle_class: str | None = None
    plate: str | None = None
    driver: str | None = None
    phone: str | None = None
    expected_at: datetime | None = None
    payer: str | None = None
    fee_use: str | None = None
    goods_lines: tuple[GoodsLine, ...] = ()
    papers: tuple[Paper, ...] = ()
    consignment: str | None = None
    mandate: int | None = None
    unseen: tuple[Paper, ...] = ()


class Words(Struct, frozen=True, kw_only=True):
    """Personal words that come with an event: kept apart, the event carries their references."""

    note: str | None = None
    plate: str | None = None
    driver: str | None = None


NO_WORDS = Words()


class Declared(Struct, frozen=True, kw_only=True):
    """The answer to a declaration."""

    number: str
    revision: int
    repeated: bool = False
