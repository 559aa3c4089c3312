"""What the API gives, as frozen values; the OpenAPI document is made from them."""

from typing import Any, Literal

from msgspec import Struct

from cuakhau.api.wire.asked import Known


class Declared(Struct, frozen=True, kw_only=True):
    """The answer to a declaration."""

    visit: str
    revision: int
    repeated: bool


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
    """One row of the log. Rows that only another agency may see are left out, so `seq` has gaps."""

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
    """The daily bulletin; not issued yet, it may still change."""

    zone: str
    day: str
    issued_at: str | None
    issued_by: str | None
    bulletin: dict[str, Any]
