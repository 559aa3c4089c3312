"""An event as JSON for the API and exports: times as RFC 3339, `looked_at` as words.

    {"zone": "example", "subject_kind": "visit", "subject": "v1", "kind": "confirmed",
     "step": "customs_check", "agency": "customs", "happened_at": "2024-08-22T08:15:00+07:00",
     "looked_at": ["paper", "seal"], …}

All keys are always written; a value that nobody knows is null. Reading takes the same keys and
fills what is left out. `started_at` is written at the offset of `happened_at`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from cuakhau.movement.broken import RuleBroken, broken
from cuakhau.movement.event import ANALYTIC_FIELDS, JOURNAL_FIELDS, Event, Looked, upcast
from cuakhau.movement.times import format_time, parse_time

UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
LOOKED_WORDS = tuple(one.name.lower() for one in Looked if one.name)
_TIMES = {
    "happened_us": "happened_at",
    "happened_offset_min": None,
    "recorded_us": "recorded_at",
    "recorded_offset_min": None,
    "started_us": "started_at",
}
WIRE_FIELDS: tuple[str, ...] = tuple(
    wire
    for name in (*ANALYTIC_FIELDS, *JOURNAL_FIELDS)
    if (wire := _TIMES.get(name, name)) is not None
)


def m73_text_is_json(text: bytes | str) -> bool:
    """What was sent is not JSON in UTF-8: {problem}.

    Cure: Send one JSON object; write Vietnamese and Chinese in UTF-8.
    """
    try:
        return isinstance(msgspec.json.decode(text), dict)
    except UNREADABLE:
        return False


def m74_fields_are_right(fields: Mapping[str, Any]) -> bool:
    """The row cannot be read: {problem}.

    Cure: Compare the row with the example in the manual; every name and every kind of value counts.
    """
    try:
        _convert(fields)
    except (ValueError, RuleBroken):
        return False
    return True


def to_fields(event: Event) -> dict[str, Any]:
    """Write an event as a mapping for JSON, in the order of `WIRE_FIELDS`."""
    fields: dict[str, Any] = {}
    for name in WIRE_FIELDS:
        match name:
            case "happened_at":
                fields[name] = format_time(event.happened_us, event.happened_offset_min)
            case "recorded_at":
                placed = event.recorded_us or None
                fields[name] = placed and format_time(placed, event.recorded_offset_min)
            case "started_at":
                start_us = event.started_us
                offset_min = event.happened_offset_min
                fields[name] = None if start_us is None else format_time(start_us, offset_min)
            case "looked_at":
                fields[name] = words_of(event.looked_at)
            case "flags":
                fields[name] = list(event.flags)
            case _:
                fields[name] = getattr(event, name)
    return fields


def from_fields(fields: Mapping[str, Any]) -> Event:
    """Read an event from the mapping of its JSON.

    Raises `RuleBroken` M74 for names and values that do not fit, M70 to M72 for times.
    """
    try:
        return _convert(fields)
    except ValueError as problem:
        raise broken(m74_fields_are_right, {"problem": str(problem)[:200]}) from None


def to_json(event: Event) -> bytes:
    """Write an event as one line of JSON in UTF-8."""
    return msgspec.json.encode(to_fields(event))


def from_json(text: bytes | str) -> Event:
    """Read an event from its JSON. Raises `RuleBroken` M70 to M74."""
    try:
        fields = msgspec.json.decode(text)
    except UNREADABLE as problem:
        raise broken(m73_text_is_json, {"problem": str(problem)[:200]}) from None
    if not isinstance(fields, dict):
        raise broken(m73_text_is_json, {"problem": "it is no object"})
    return from_fields(fields)


def words_of(looked_at: int) -> list[str]:
    """Name what a check looked at."""
    return [word for word in LOOKED_WORDS if Looked[word.upper()] & looked_at]


def bits_of(words: list[str]) -> int:
    """Add up what a check looked at. Raises `ValueError` for an unknown word."""
    unknown = sorted(set(words) - set(LOOKED_WORDS))
    if unknown:
        raise ValueError(f"looked_at cannot be {', '.join(unknown)}")
    return sum(Looked[word.upper()] for word in set(words))


def _convert(fields: Mapping[str, Any]) -> Event:
    unknown = sorted(set(fields) - set(WIRE_FIELDS))
    if unknown:
        raise ValueError(f"there is no field {', '.join(unknown)}")
    row = {name: value for name, value in fields.items() if name not in _TIMES.values()}
    row = {name: value for name, value in row.items() if value is not None}
    if not isinstance(row.get("schema", 1), int):
        raise ValueError("schema has to be a whole number")
    if "happened_at" not in fields:
        raise ValueError("happened_at is missing")
    row["happened_us"], row["happened_offset_min"] = _time_of(fields, "happened_at")
    if fields.get("recorded_at") is not None:
        row["recorded_us"], row["recorded_offset_min"] = _time_of(fields, "recorded_at")
    if fields.get("started_at") is not None:
        row["started_us"], _ = _time_of(fields, "started_at")
    if "looked_at" in row:
        row["looked_at"] = bits_of(msgspec.convert(row["looked_at"], list[str]))
    return msgspec.convert(upcast({"schema": 1, **row}), Event)


def _time_of(fields: Mapping[str, Any], name: str) -> tuple[int, int]:
    text = fields[name]
    if not isinstance(text, str):
        raise ValueError(f"{name} has to be a text such as 2024-08-22T08:15:00+07:00")
    return parse_time(text)
