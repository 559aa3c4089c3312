"""Refusals: kept in a table of their own, whatever became of the transaction that met them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from cuakhau.journal.store.connection import aside, execute, is_joined
from cuakhau.movement.event import Event
from cuakhau.zone.refusal import Refusal

_COLUMNS = (
    "zone", "nonce", "row", "digest", "subject", "kind", "step", "rule", "facts", "by",
    "at_us", "at_offset_min",
)  # fmt: skip
_INSERT = f"""
INSERT INTO journal_refusal ({", ".join(_COLUMNS)})
VALUES ($1, $2, $3::integer, $4, $5, $6, $7, $8, $9::jsonb, $10, $11::bigint, $12::smallint)
"""


class Told(NamedTuple):
    """Of which request a refusal tells. `row` is its place in a batch, from 0."""

    zone: str
    nonce: str
    digest: bytes
    by: str
    at: datetime
    row: int | None = None


def build(refusal: Refusal, event: Event | None, told: Told) -> dict[str, Any]:
    """Make the row of a refusal, of a batch as a whole without `event`. It holds no payload."""
    offset = told.at.utcoffset()
    at_us = int(told.at.timestamp()) * 1_000_000 if offset is not None else 0
    return {
        "zone": told.zone,
        "nonce": told.nonce,
        "row": told.row,
        "digest": told.digest,
        "subject": event.subject if event else "",
        "kind": event.kind if event else "batch",
        "step": event.step if event else None,
        "rule": refusal.rule,
        "facts": facts_text(refusal.facts),
        "by": told.by,
        "at_us": at_us,
        "at_offset_min": int(offset.total_seconds() // 60) if offset is not None else 0,
    }


def keep(refusals: Sequence[dict[str, Any]]) -> None:
    """Write refusals in a transaction of their own. Each is a dict of the columns."""
    rows = [[_cleaned(refused[column]) for column in _COLUMNS] for refused in refusals]
    if not refusals:
        return
    if is_joined():
        with aside() as other, psycopg.RawCursor(other) as cursor:
            cursor.executemany(_INSERT, rows)
        return
    for row in rows:
        execute(_INSERT, row)


def facts_text(facts: Mapping[str, Any]) -> str:
    """Write the facts of a refusal as JSON; what JSON does not know as its text."""
    return json.dumps(dict(facts), default=str, sort_keys=True, allow_nan=False)


def _cleaned(value: Any) -> Any:
    """A request may be refused for the very text that no database keeps."""
    if isinstance(value, str):
        whole = value.encode("utf-8", "replace").decode().replace("\0", "?")
        return whole.replace("\\u0000", "?")
    return str(value) if isinstance(value, int) else value
