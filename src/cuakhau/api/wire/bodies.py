"""What the API takes and gives, as frozen values; the OpenAPI document is made from them."""

from typing import Annotated, Any, Literal

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

    `note`, `plate` and `driver` are kept apart from the log as personal data; the event carries
    their ids.
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
    payload: dict[Word, Known] | None = None
    note: Text | None = None
    plate: Line | None = None
    driver: Line | None = None


class GoodsLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of goods on the vehicle. Whole numbers; what nobody knows is left out."""

    description: Line
    goods: Word | None = None
    hs_code: Annotated[str, Meta(pattern=r"^[0-9]{4,10}$")] | None = None
    gross_kg: Annotated[int, Meta(ge=0, le=200_000)] | None = None
    pieces: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
    origin: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")] | None = None


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


class Declared(Struct, frozen=True, kw_only=True):
    """The answer to a declaration."""

    visit: str
    revision: int
    repeated: bool


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


class Transferred(Struct, frozen=True, kw_only=True):
    """The visit that lives on or began, and how many rows were written."""

    visit: str
    rows: int
    repeated: bool


class Appended(Struct, frozen=True, kw_only=True):
    """The answer to an event: its number in the visit, and the rules that mark it."""

    subject: str
    seq: int
    hash: str
    flags: tuple[str, ...]
    repeated: bool


class EventOut(Struct, frozen=True, kw_only=True):
    """One row of the log. `sealed`: another agency's procedure is in progress, no more is said."""

    zone: str
    subject_kind: Literal["visit", "place"]
    subject: str
    seq: int
    kind: str
    step: str | None
    agency: str | None
    place: str | None
    other: str | None
    procedure: str | None
    goods: str | None
    vehicle_class: str | None
    amount: int | None
    happened_at: str
    recorded_at: str
    started_at: str | None
    looked_at: tuple[str, ...]
    found: str | None
    way: str
    corrects: int | None
    origin: str
    run: str | None
    schema: int
    by: str
    device: str | None
    device_seq: int | None
    payload: dict[str, Known] | None
    flags: tuple[str, ...]
    zone_version: str
    sealed: bool


class LogPage(Struct, frozen=True, kw_only=True):
    """Rows after a cursor, in the order in which they became visible; `next` is the new cursor."""

    zone: str
    rows: tuple[EventOut, ...]
    next: str
    more: bool


class VisitOut(Struct, frozen=True, kw_only=True):
    """What stands of a visit. `doubtful` milestones rest on a clock that ran ahead."""

    zone: str
    visit: str
    seq: int
    is_open: bool
    procedure: str | None
    direction: str
    goods: str | None
    vehicle_class: str | None
    bound_for: str | None
    place: str | None
    declared_at: str | None
    ended_at: str | None
    turned_back_at: str | None
    merged_into: str | None
    linked: tuple[str, ...]
    held_by: tuple[str, ...]
    on_other_side: bool
    milestones: dict[str, str]
    doubtful: tuple[str, ...]
    revision: int | None
    events: tuple[EventOut, ...]


class Named(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the zone with its name in the reader's language."""

    id: str
    name: str
    kind: str | None = None
    within: str | None = None
    agencies: tuple[str, ...] = ()


class ZoneOut(Struct, frozen=True, kw_only=True):
    """What the zone is on one day."""

    zone: str
    name: str
    version: str
    on: str
    time_zone: str
    day_ends: str
    is_demo: bool
    places: tuple[Named, ...]
    agencies: tuple[Named, ...]
    steps: tuple[Named, ...]
    procedures: tuple[Named, ...]
    goods: tuple[Named, ...]
    vehicle_classes: tuple[Named, ...]


class ZonesOut(Struct, frozen=True, kw_only=True):
    """The zones that this server serves."""

    zones: tuple[Named, ...]


class RefusalOut(Struct, frozen=True, kw_only=True):
    """A request that a rule refused, in the reader's language."""

    id: int
    at: str
    rule: str
    reason: str
    cure: str
    subject: str
    kind: str
    step: str | None
    by: str
    row: int | None


class RefusalsOut(Struct, frozen=True, kw_only=True):
    """Refusals, the newest first."""

    zone: str
    refusals: tuple[RefusalOut, ...]


class Health(Struct, frozen=True, kw_only=True):
    """Whether the server and its database work."""

    status: Literal["ok"]
    version: str
    zones: tuple[str, ...]


class BatchIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Events to append together. Unreadable rows count as bad rows."""

    events: Annotated[tuple[EventIn, ...], Meta(min_length=1, max_length=5000)]


class BatchRow(Struct, frozen=True, kw_only=True):
    """A row of the batch that was written; `row` counts from 0."""

    row: int
    subject: str
    seq: int
    flags: tuple[str, ...]


class BatchError(Struct, frozen=True, kw_only=True):
    """A row of the batch that was refused; `row` counts from 0."""

    row: int
    rule: str
    reason: str
    cure: str


class BatchAnswer(Struct, frozen=True, kw_only=True):
    """What became of each row of a batch."""

    written: tuple[BatchRow, ...]
    errors: tuple[BatchError, ...]
    repeated: bool


class BulletinOut(Struct, frozen=True, kw_only=True):
    """The daily bulletin."""

    zone: str
    day: str
    bulletin: dict[str, Any]
