"""The columns of the two tables an append writes, and the statements made of them."""

from cuakhau.movement.event import Event

# The fields of an event as it lies in memory, then what the journal adds.
EVENT_FIELDS: tuple[str, ...] = Event.__struct_fields__
EVENT_COLUMNS: tuple[str, ...] = (
    *EVENT_FIELDS, "opened_month", "event_id", "nonce", "prev_hash", "hash",
)  # fmt: skip
SUBJECT_COLUMNS: tuple[str, ...] = (
    "zone", "subject", "subject_kind", "opened_month", "seq", "hash", "zone_version",
    "projection_version", "state", "procedure", "goods", "vehicle_class", "gate_place", "place",
    "vehicle", "merged_into", "declared_us", "ended_us", "is_open", "milestones",
)  # fmt: skip
NONCE_COLUMNS = ("zone", "nonce", "digest", "subject", "opened_month", "seq", "answer")
# What of a subject never changes: an update leaves it out.
SUBJECT_FIXED = ("zone", "subject", "subject_kind", "opened_month")

# A column that is not text says so, so that a parameter may be sent untyped and one prepared
# statement serves every row, whichever of its fields are unknown.
_COLUMNS_OF_TYPE = {
    "integer": "seq corrects",
    "smallint": "happened_offset_min recorded_offset_min looked_at schema projection_version",
    "bigint": "amount happened_us recorded_us started_us device_seq declared_us ended_us",
    "jsonb": "payload milestones answer",
    "bytea": "prev_hash hash state digest",
    "text[]": "flags",
    "date": "opened_month",
    "uuid": "event_id",
    "boolean": "is_open",
}
TYPES: dict[str, str] = {
    column: kind for kind, columns in _COLUMNS_OF_TYPE.items() for column in columns.split()
}


def typed(column: str) -> str:
    """Write the place of a parameter; bytes go as they are, all else as text."""
    kind = TYPES.get(column, "text")
    return f"%b::{kind}" if kind == "bytea" else f"%s::{kind}"


def typed_list(columns: tuple[str, ...]) -> str:
    """Write the places of parameters for some columns."""
    return ", ".join(typed(column) for column in columns)
