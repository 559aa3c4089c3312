"""Proof that the log is what was written: chains, daily roots, heads, and gaps of devices."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import psycopg

from cuakhau.journal.roots import Root, build_root, list_roots
from cuakhau.journal.store import epoch
from cuakhau.journal.store.connection import fetch
from cuakhau.journal.store.rows import Placed
from cuakhau.journal.store.whole import list_subjects, snapshot
from cuakhau.movement.event import GENESIS, canonical_bytes, chain


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be if nothing was changed. `seq` is the row, where one is at fault."""

    zone: str
    subject: str
    seq: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that a device gave to rows which never arrived: `after` and `before` are there."""

    zone: str
    device: str
    after: int
    before: int


@dataclass(slots=True)
class Report:
    """What was looked at, what is wrong, and what is missing though nothing is wrong."""

    subjects: int = 0
    rows: int = 0
    roots: int = 0
    faults: list[Fault] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong; a gap of a device is no fault of the log."""
        return not self.faults


def verify(zone_name: str | None = None) -> Report:
    """Check every chain, head and root of one zone or of all, in one snapshot of the database."""
    report = Report()
    with snapshot() as still:
        heads = _read_heads(still, zone_name)
        for subject_rows in list_subjects(still, zone_name):
            _check_chain(subject_rows, heads, report)
    for (zone, subject), (seq, _) in heads.items():
        report.faults.append(Fault(zone, subject, seq, "the projection has rows the log lacks"))
    if not epoch.is_settled():
        what = "transactions count from below the log, as after a restore; settle it"
        report.faults.append(Fault(zone_name or "", "", None, what))
    for root in list_roots(zone_name):
        _check_root(root, report)
    report.gaps = list_gaps(zone_name)
    return report


def list_gaps(zone_name: str | None = None) -> list[Gap]:
    """List where the numbers that devices give to their own rows leave some out."""
    found = fetch(
        "SELECT DISTINCT zone, device, device_seq FROM journal_event "
        "WHERE device IS NOT NULL AND device_seq IS NOT NULL "
        "AND ($1::text IS NULL OR zone = $1) ORDER BY 1, 2, 3",
        [zone_name],
    )
    return [
        Gap(zone, device, seq, next_seq)
        for (zone, device, seq), (next_zone, next_device, next_seq) in pairwise(found)
        if (zone, device) == (next_zone, next_device) and next_seq > seq + 1
    ]


def _check_chain(
    chained: list[Placed], heads: dict[tuple[str, str], tuple[int, bytes]], report: Report
) -> None:
    first = chained[0].event
    zone, subject = first.zone, first.subject
    prev_hash, faults = GENESIS, report.faults
    for number, placed in enumerate(chained, start=1):
        event = placed.event
        if event.seq != number:
            faults.append(Fault(zone, subject, event.seq, f"row {number} is missing"))
            break
        if placed.prev_hash != prev_hash:
            faults.append(Fault(zone, subject, number, "the row does not follow the one before"))
        canonical = canonical_bytes(event, event_id=placed.event_id, nonce=placed.nonce)
        if chain(placed.prev_hash, canonical) != placed.hash:
            faults.append(Fault(zone, subject, number, "the row is not what was hashed"))
        prev_hash = placed.hash
    report.subjects += 1
    report.rows += len(chained)
    if heads.pop((zone, subject), None) != (chained[-1].event.seq, chained[-1].hash):
        what = "the projection does not end with the last row"
        faults.append(Fault(zone, subject, chained[-1].event.seq, what))


def _check_root(root: Root, report: Report) -> None:
    report.roots += 1
    if build_root(root.zone, root.since, root.until, root.prev_root) != (root.root, root.rows):
        what = f"the rows do not give the root published for {root.day}"
        report.faults.append(Fault(root.zone, "", None, what))


def _read_heads(
    still: psycopg.Connection[Any], zone_name: str | None
) -> dict[tuple[str, str], tuple[int, bytes]]:
    found = still.execute(
        "SELECT zone, subject, seq, hash FROM journal_subject "
        "WHERE %(zone)s::text IS NULL OR zone = %(zone)s",
        {"zone": zone_name},
    )
    return {(zone, subject): (seq, hashed) for zone, subject, seq, hashed in found}
