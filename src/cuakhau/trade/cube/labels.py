"""Last step of a table: periods get their days and names, columns their order."""

from calendar import monthrange
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.trade.cube.parts import PRECISIONS
from cuakhau.trade.cube.question import MEASURES, MONTHS_OF, Question

_COMPARED = (
    "year_before",
    "year_before_complete",
    "growth_year_pct",
    "period_before",
    "period_before_complete",
    "growth_before_pct",
    "share_pct",
    "contribution_pp",
    "last_12_months",
)


def labelled(found: pa.Table, question: Question) -> pa.Table:
    """Give the rows of an engine the columns that `table` promises."""
    named = {
        name: _whole(column) for name, column in zip(found.column_names, found.columns, strict=True)
    }
    out: dict[str, Any] = {}
    for word in question.by:
        if word in MONTHS_OF:
            out |= _period(named["cell"], question.period or "")
        else:
            out[word] = named["place" if word == "gate" else word]
    if "day_ends" in named:
        out["day_ends"] = named["day_ends"]
    for measure in question.measures:
        for name in (MEASURES[measure], f"{MEASURES[measure]}_unknown"):
            out[name] = named[name]
    out["facts"] = named["facts"]
    words = pa.array([*PRECISIONS, "approx"])
    out["precision"] = pc.take(words, named["doubt"])
    out |= {name: named[name] for name in ("months", "complete", "ways")}
    return pa.table(out | {name: named[name] for name in _COMPARED if name in named})


def _whole(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """DuckDB gives sums as decimals of 38 digits; a sum beyond 64 bits raises `ArrowInvalid`."""
    return column.cast(pa.int64()) if pa.types.is_decimal(column.type) else column


def _period(cells: pa.ChunkedArray, period: str) -> dict[str, Any]:
    """Name each period once, however many rows it has."""
    coded = cells.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    told = [_name(number, period) for number in coded.dictionary.to_pylist()]
    columns = {
        period: pa.array([one[0] for one in told], pa.string()),
        "first_day": pa.array([one[1] for one in told], pa.date32()),
        "last_day": pa.array([one[2] for one in told], pa.date32()),
    }
    return {name: column.take(coded.indices) for name, column in columns.items()}


def _name(cell: int, period: str) -> tuple[str, date, date]:
    if period == "day":
        day = date(cell // 372, cell // 31 % 12 + 1, cell % 31 + 1)
        return day.isoformat(), day, day
    length = MONTHS_OF[period]
    year, month = divmod(cell * 12 if period == "nine_month" else cell * length, 12)
    last_month = month + length
    first, last = date(year, month + 1, 1), date(year, last_month, monthrange(year, last_month)[1])
    number = month // length + 1
    name = {
        "month": f"{year}-{month + 1:02}",
        "quarter": f"{year}-Q{number}",
        "half": f"{year}-H{number}",
        "nine_month": f"{year}-9M",
        "year": f"{year}",
    }[period]
    return name, first, last
