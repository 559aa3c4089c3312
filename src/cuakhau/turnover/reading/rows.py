"""The rows behind a sum: facts with their source, file, row, revision and doubts."""

from collections.abc import Iterable, Iterator
from typing import Any

from cuakhau.trade.periods import Period
from cuakhau.turnover.reading.known import all_facts, facts_known
from cuakhau.turnover.reading.sums import Wanted, find_lines
from cuakhau.zone.zone import Zone

Row = dict[str, Any]


def list_rows(zone: Zone, wanted: Wanted, *, first: int, count: int) -> tuple[list[Row], int]:
    """List some of the lines, the greatest value first, and tell how many there are."""
    lines = find_lines(zone, wanted)
    if not lines.num_rows:
        return [], 0
    ordered = lines.sort_by([("value_usd_cents", "descending"), ("fact", "ascending")])
    return ordered.slice(first, count).to_pylist(), lines.num_rows


def every_row(zone: Zone, wanted: Wanted) -> Iterator[Row]:
    """Give all lines, some thousand at a time."""
    for batch in find_lines(zone, wanted).to_batches(max_chunksize=5000):
        yield from batch.to_pylist()


def list_prints(zone: Zone, known_us: int, period: Period, scope: str, direction: str) -> list[Row]:
    """List the published totals of just this period, also the suspect ones."""
    from cuakhau.trade.sentence.told import list_published

    return list_published(facts_known(zone, known_us), period, scope, direction)


def earlier_revisions(zone: Zone, facts: Iterable[str], known_us: int) -> dict[str, list[Row]]:
    """Give the revisions of facts that were replaced by then, by fact, the oldest first."""
    import pyarrow as pa
    import pyarrow.compute as pc

    every = all_facts(zone)
    wanted = pc.is_in(every["fact"], value_set=pa.array(list(facts), pa.string()))
    known = pc.and_(wanted, pc.less_equal(every["known_us"], known_us))
    found: dict[str, list[Row]] = {}
    for row in every.filter(known).sort_by("revision").to_pylist():
        found.setdefault(row["fact"], []).append(row)
    return {fact: rows[:-1] for fact, rows in found.items() if len(rows) > 1}
