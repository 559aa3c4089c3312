"""A log made a little wrong: confirmations dropped, repeated by the same agency, or moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from cuakhau.movement.log import EventLog
from overlaps.rows import Row, later, read_rows, write_rows


@dataclass(frozen=True)
class Wrong:
    """Which shares of confirmations are dropped, repeated, or moved by up to half an hour."""

    dropped: float = 0.05 / 3
    repeated: float = 0.05 / 3
    moved: float = 0.05 / 3


def perturb(log: EventLog, seed: int, wrong: Wrong | None = None) -> EventLog:
    """Make a log a little wrong: confirmations dropped, repeated by the same agency, or moved."""
    wrong, luck = wrong or Wrong(), Random(seed)
    visits, others = read_rows(log)
    for subject, rows in visits.items():
        visits[subject] = [made for row in rows for made in _perturbed(row, luck, wrong)]
    return write_rows(log, visits, others)


def _perturbed(row: Row, luck: Random, wrong: Wrong) -> Iterator[Row]:
    drawn = luck.random() if row["kind"] == "confirmed" else 1.0
    if drawn < wrong.dropped:
        return
    yield row
    drawn -= wrong.dropped
    if drawn < wrong.repeated:
        yield later(row, luck.uniform(0.2, 20))
    elif drawn - wrong.repeated < wrong.moved:
        row |= later(row, luck.uniform(-30, 30))
