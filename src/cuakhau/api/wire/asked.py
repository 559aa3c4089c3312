"""What the API takes, as frozen values; the OpenAPI document is made from them."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Word = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@/-]*$")]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Time = Annotated[
    str,
    Meta(
        max_length=40,
        description="RFC 3339 with an offset, such as 2024-08-22T20:00:00+07:00",
        extra_json_schema={"format": "date-time"},
    ),
]
Whole = Annotated[int, Meta(ge=-(2**53) + 1, le=2**53 - 1)]
Number = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Eye = Literal["paper", "seal", "plate", "weight", "goods", "person"]
Known = bool | Whole | Annotated[str, Meta(max_length=200)] | None


class EventIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event of a visit, or of a place (then without `visit`).

    `source` is the id of a source that was opened on the page of sources, where the sender passes
    on what another system knows. `note`, `plate` and `driver` are kept apart from the log as
    personal data; the event carries their ids.
    """

    kind: Word
    happened_at: Time
    visit: Word | None = None
    step: Word | None = None
    agency: Word | None = None
    place: Word | None = None
    other: Word | None = None
    goods: Word | None = None
    vehicle_class: Word | None = None
    amount: Whole | None = None
    started_at: Time | None = None
    looked_at: Annotated[tuple[Eye, ...], Meta(max_length=6)] = ()
    found: Literal["nothing", "fault", "not_recorded"] | None = None
    way: Literal["scan", "hand", "camera", "import", "paper"] = "hand"
    corrects: Number | None = None
    by: Word | None = None
    device_seq: Annotated[int, Meta(ge=0, le=2**53 - 1)] | None = None
    source: Word | None = None
    payload: dict[Word, Known] | None = None
    note: Text | None = None
    plate: Line | None = None
    driver: Line | None = None


class BatchIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Events to append together. Unreadable rows count as bad rows."""

    events: Annotated[tuple[EventIn, ...], Meta(min_length=1, max_length=5000)]


class GoodsLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of goods on the vehicle. Whole numbers; what nobody knows is left out.

    `value` is in whole units of `currency`; a value without a currency is not counted.
    """

    description: Line
    goods: Word | None = None
    hs_code: Annotated[str, Meta(pattern=r"^[0-9]{4,10}$")] | None = None
    gross_kg: Annotated[int, Meta(ge=0, le=200_000)] | None = None
    pieces: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
    origin: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")] | None = None
    value: Annotated[int, Meta(ge=0, le=10**12)] | None = None
    currency: Literal["VND", "CNY", "USD"] | None = None


class Paper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper that goes with the vehicle, such as a customs declaration or a permit."""

    kind: Word
    number: Line


class DeclarationIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a declarant says of a vehicle before it comes."""

    procedure: Word
    place: Word
    goods: Word | None = None
    vehicle_class: Word | None = None
    plate: Line | None = None
    driver: Line | None = None
    phone: Line | None = None
    expected_at: Time | None = None
    payer: Literal["vn", "cn"] | None = None
    fee_use: Literal["inland", "transloading_only"] | None = None
    goods_lines: Annotated[tuple[GoodsLine, ...], Meta(max_length=100)] = ()
    papers: Annotated[tuple[Paper, ...], Meta(max_length=50)] = ()
    by: Word | None = None


class MergeIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The visit of the address was the same vehicle as `into`, which lives on."""

    into: Word
    by: Word | None = None


class SplitIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rows `seqs` of the visit belong to a second vehicle."""

    seqs: Annotated[tuple[Number, ...], Meta(min_length=1, max_length=1000)]
    by: Word | None = None


class ReassignIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Row `seq` of the visit was put on the wrong vehicle; it belongs to the visit `to`."""

    seq: Number
    to: Word
    by: Word | None = None
