"""Which step the rules of a procedure put after which other one."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from cuakhau.movement.log import EventLog
from cuakhau.statistics.stays.rows import NO_WORD, read_rows
from cuakhau.zone.types import Procedure
from cuakhau.zone.zone import Zone

Demand = dict[str, int]


def read_procedures(log: EventLog) -> tuple[pa.Table, tuple[str, ...]]:
    """Give the procedure of each visit, as a number in the names that come with it."""
    rows = read_rows(log)
    told = rows.kind.are("declared", "amended") & (rows.procedure.codes != NO_WORD)
    last = np.full(rows.visits, NO_WORD, np.int64)
    last[rows.visit[told]] = rows.procedure.codes[told]
    visits = np.flatnonzero(last != NO_WORD)
    table = pa.table({"visit": visits.astype(np.int32), "procedure": last[visits]})
    return table, tuple(name or "" for name in rows.procedure.names)


def list_demands(
    zone: Zone, procedures: tuple[str, ...], steps: tuple[str, ...]
) -> tuple[list[Demand], list[Demand]]:
    """List which step needs which, by their numbers: directly, and over others too."""
    direct: list[Demand] = []
    over: list[Demand] = []
    for row in zone.procedures:
        if row.id not in procedures:
            continue
        needs = {one.step: set(one.requires) for one in row.steps}
        for step, needed in needs.items():
            direct += _numbered(row, step, needed, procedures, steps)
            over += _numbered(row, step, _reach(needs, step), procedures, steps)
    return direct, over


def _reach(needs: dict[str, set[str]], step: str) -> set[str]:
    found: set[str] = set()
    waiting = list(needs.get(step, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += needs.get(one, ())
    return found


def _numbered(
    row: Procedure, step: str, needed: set[str], procedures: tuple[str, ...], steps: tuple[str, ...]
) -> Iterator[Demand]:
    for one in sorted(needed):
        if step in steps and one in steps:
            yield {
                "procedure": procedures.index(row.id),
                "step": steps.index(step),
                "needs": steps.index(one),
            }
