"""Which of several sources the cube counts of each gate, way and month; others say it again."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from cuakhau.trade.cube.question import EVERYTHING, Question, Within, check_question
from cuakhau.trade.cube.running import ibis_facts, run, write_sql
from cuakhau.trade.cube.shape import Shape, shape_of

COLUMNS = ("place", "direction", "month", "source")


def list_counted(
    facts: Path | pa.Table, *, by: Sequence[str], scope: str, within: Within = EVERYTHING
) -> pa.Table | None:
    """List place ("" for none), direction, month (since the year 0) and source of what is counted.

    `None` where there is one source, which is counted.
    """
    shape = shape_of(facts, scope)
    if not shape.many_sources:
        return None
    question = check_question(Question(by=(*by, "month"), scope=scope, within=within))
    return run(facts, _sql(question, shape))


@lru_cache(maxsize=64)
def _sql(question: Question, shape: Shape) -> str:
    from cuakhau.trade.cube.choosing import chosen, placed
    from cuakhau.trade.cube.parts import parts

    said: Any = parts(ibis_facts(), question, shape)
    kept, _cover = chosen(placed(said, question), question, shape)
    counted = kept.mutate(month=kept.cell).select(*COLUMNS).distinct()
    return write_sql(counted, "duckdb")
