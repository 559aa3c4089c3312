"""The only vocabulary of the log: one event, its kinds, its words, its canonical bytes.

Decision 0001 fixes the schema and the bytes; `tests/movement/test_canonical.py` holds the vectors.
"""

import enum
from collections.abc import Callable, Mapping
from hashlib import sha256
from operator import attrgetter
from typing import Any, Literal

import msgspec

SCHEMA = 1
GENESIS = bytes(32)  # the hash before the first row of a subject
DOUBTFUL_AHEAD_US = 5 * 60 * 1_000_000

SubjectKind = Literal["visit", "place"]
Origin = Literal["desk", "device", "import", "replay", "simulated"]
Way = Literal["scan", "hand", "camera", "import", "paper"]
Found = Literal["nothing", "fault", "not_recorded"]

VISIT_KINDS = (
    "declared",  # the visit opens; procedure, goods, vehicle_class and place (gate or route)
    "amended",  # a new revision of the declaration; what it leaves out stays
    "confirmed",  # an agency confirms a step
    "started",  # an agency starts to serve a step (rarely known)
    "held",  # an agency holds the vehicle; `step` says at which check where it is known
    "released",  # the same agency lets it go on
    "correction_asked",  # an agency asks the declarant to correct the declaration
    "moved",  # to another yard, lane or place inside the zone; `step` is the place in a yard
    "rerouted",  # to another gate or route of the zone
    "turned_back",  # goes home without crossing (quay đầu)
    "crossed",  # now on the other side
    "returned",  # back from the other side; `goods` says what it carries, `empty` for nothing
    "swapped",  # plate, trailer, container, tractor or driver changed; payload says which
    "linked",  # transloading: `other` is the partner visit
    "unlinked",  # the link to `other` was wrong
    "merged",  # this visit and `other` are one vehicle; `other` lives on
    "split",  # `other` is a second vehicle that had been taken for this one
    "called",  # called forward to `place`
    "answered",  # the driver answers the call: step is heard, coming or cannot
    "lapsed",  # the call lapsed; the turn is now behind that of `other`, without one the last
    "sighted",  # seen at `place` in a yard count; `step` is the place in the yard
    "missing",  # looked for at `place` in a yard count and not found
    "written_off",  # closed as not found by two people; whatever shows it again opens it
    "voided",  # the row named by `corrects` never held
)
PLACE_KINDS = (
    "opened",
    "closed",
    "slowed",  # `amount` is the accepted rate in vehicles an hour where it was said
    "post_taken",  # an officer goes on post; agency says of which force
    "post_left",
    "slot_booked",
    "slot_changed",
    "slot_missed",
    "counted",  # a correction by count: `amount` vehicles more (or fewer) than the log says
    "day_counted",  # a day sheet, counted by hand; step names the measure, amount the value
    "noted",  # hotline and other notes; the words are in the payload's record
    "voided",
)
MEASURES = ("cleared", "arrived", "turned_back", "moved_in", "moved_out", "waiting")


class Looked(enum.IntFlag):
    """What a check looked at. Stored as a number, so that overlaps are one AND."""

    PAPER = 1
    SEAL = 2
    PLATE = 4
    WEIGHT = 8
    GOODS = 16
    PERSON = 32


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of the log. Times are microseconds since 1970 UTC, offsets minutes east of UTC.

    `seq` is 0 and `recorded_us` 0 until the journal or a simulator has placed the row. The fields
    down to `schema` are the analytic part, which a simulated log has too; the rest is known to
    the journal alone. No field holds personal data: people, plates and papers are opaque ids.
    """

    zone: str
    subject_kind: SubjectKind
    subject: str
    kind: str
    happened_us: int
    happened_offset_min: int
    seq: int = 0
    step: str | None = None
    agency: str | None = None
    place: str | None = None
    other: str | None = None
    procedure: str | None = None
    goods: str | None = None
    vehicle_class: str | None = None
    amount: int | None = None
    recorded_us: int = 0
    recorded_offset_min: int = 0
    started_us: int | None = None
    looked_at: int = 0
    found: Found | None = None
    way: Way = "hand"
    corrects: int | None = None
    origin: Origin = "desk"
    run: str | None = None
    schema: int = SCHEMA
    # the journal's own part
    by: str = ""
    device: str | None = None
    device_seq: int | None = None
    payload: dict[str, Any] | None = None
    flags: tuple[str, ...] = ()
    zone_version: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the clock that gave `happened_us` ran more than five minutes ahead."""
        return self.happened_us > self.recorded_us + DOUBTFUL_AHEAD_US


ANALYTIC_FIELDS: tuple[str, ...] = (
    "zone", "subject_kind", "subject", "seq", "kind", "step", "agency", "place", "other",
    "procedure", "goods", "vehicle_class", "amount", "happened_us", "happened_offset_min",
    "recorded_us", "recorded_offset_min", "started_us", "looked_at", "found", "way", "corrects",
    "origin", "run", "schema",
)  # fmt: skip
JOURNAL_FIELDS: tuple[str, ...] = (
    "by", "device", "device_seq", "payload", "flags", "zone_version",
)  # fmt: skip

_encoder = msgspec.json.Encoder(order="sorted")
_analytic = attrgetter(*ANALYTIC_FIELDS)
_own = attrgetter(*JOURNAL_FIELDS)


def canonical_bytes(event: Event, *, event_id: str, nonce: str) -> bytes:
    """Write an event as the bytes that are hashed.

    A JSON array in UTF-8 without spaces: the analytic fields in the order of `ANALYTIC_FIELDS`,
    then `event_id`, `nonce`, then `JOURNAL_FIELDS`; object keys sorted, numbers whole.
    """
    return _encoder.encode([*_analytic(event), event_id, nonce, *_own(event)])


def chain(prev_hash: bytes, canonical: bytes) -> bytes:
    """Hash a row onto the one before it."""
    return sha256(prev_hash + canonical).digest()


Upcast = Callable[[dict[str, Any]], dict[str, Any]]
# From each older schema, what makes a row of it one of the next. There is none yet.
UPCASTS: Mapping[int, Upcast] = {}


class UnknownSchema(ValueError):
    """Raised for a row of a schema that this version of the program cannot read."""


def upcast(row: dict[str, Any], upcasts: Mapping[int, Upcast] = UPCASTS) -> dict[str, Any]:
    """Read a stored row (field name → value) of any older schema as one of the newest.

    The row itself is never rewritten. `upcasts` holds a step per older schema, so that the newest
    is one more than the last of them. Raises `UnknownSchema`.
    """
    newest = max(upcasts, default=SCHEMA - 1) + 1
    while row["schema"] != newest:
        schema = row["schema"]
        if schema not in upcasts:
            raise UnknownSchema(f"schema {schema} is not one of 1 to {newest}")
        row = {**upcasts[schema](dict(row)), "schema": schema + 1}
    return row
