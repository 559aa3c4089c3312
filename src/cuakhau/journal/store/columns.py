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


def typed(columns: tuple[str, ...], *, first: int) -> str:
    """Write the places of parameters for some columns, the first of which is $`first`."""
    return ", ".join(
        f"${number}::{TYPES.get(column, 'text')}"
        for number, column in enumerate(columns, start=first)
    )
