"""What a table of facts holds, read from a file's own statistics, and of its rows the codes alone.

An expression leaves out the work that the facts do not ask for: a file whose facts were never
revised needs no search for the newest revision. The tables are the same either way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.trade.cube.refusals import refuse, u7_file_holds_facts
from cuakhau.trade.facts import FACT_SCHEMA, OWN_VISITS
from cuakhau.zone.refusal import NO_PARQUET, say_cause
from cuakhau.zone.types import Language

_LACKING: dict[Language, str] = {
    "vi": "thiếu các cột {columns}.",
    "en": "it lacks the columns {columns}.",
    "zh": "缺少以下各列：{columns}。",
}
_COLUMNS = ("revision", "source", "precision", "row", "hs", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What may be among the facts; the default is: anything.

    `totals`: the codes that longer ones begin with, `None` where any may be one.
    """

    may_be_revised: bool = True
    may_be_inexact: bool = True
    may_be_published: bool = True
    may_lack_hs: bool = True
    may_lack_place: bool = True
    many_sources: bool = True
    totals: tuple[str, ...] | None = None

    @property
    def stem_digits(self) -> tuple[int, ...]:
        """How long the codes are that may be totals of longer ones."""
        if self.totals is None:
            return (2, 4, 6)
        return tuple(sorted({len(code) for code in self.totals}))


ANYTHING = Shape()


def shape_of(facts: Path | pa.Table, scope: str) -> Shape:
    """Read the shape of facts of a scope. Raises `TableRefused` U7 for a file that holds none."""
    if isinstance(facts, pa.Table):
        known = {name: _of_column(facts[name]) for name in _COLUMNS}
    else:
        known = _of_file(facts)
    revision, source, precision = known["revision"], known["source"], known["precision"]
    return Shape(
        may_be_revised=revision.greatest != 1,
        may_be_inexact=(precision.least, precision.greatest) != ("exact", "exact"),
        # A line of a file has its row, our own declarations are lines too; the rest was printed.
        may_be_published=known["row"].nulls != 0 and scope != OWN_VISITS,
        may_lack_hs=known["hs"].nulls != 0,
        may_lack_place=known["place"].nulls != 0,
        many_sources=source.least is None or source.least != source.greatest,
        totals=find_totals(_list_codes(facts)),
    )


def find_totals(codes: Iterable[str]) -> tuple[str, ...]:
    """Find the codes that longer ones among them begin with."""
    every = set(codes)
    begun = {code[:digits] for code in every for digits in range(2, len(code), 2)}
    return tuple(sorted(every & begun))


def _list_codes(facts: Path | pa.Table) -> list[str]:
    if isinstance(facts, pa.Table):
        return [code for code in pc.unique(facts["hs"]).to_pylist() if code]
    about = facts.stat()
    return codes_of_file(facts, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=64)
def codes_of_file(file: Path, _written_ns: int, _size: int) -> list[str]:
    """List the codes in a file of facts, once for as long as it stays as it was written."""
    import duckdb

    with duckdb.connect() as base:
        base.execute("SET enable_progress_bar = false")
        base.read_parquet(str(file)).create_view("facts")
        rows = base.execute("SELECT DISTINCT hs FROM facts WHERE hs <> ''").fetchall()
    return [code for (code,) in rows]


@dataclass(frozen=True, slots=True)
class _Column:
    least: Any
    greatest: Any
    nulls: int | None


def _of_column(column: pa.ChunkedArray) -> _Column:
    ends = pc.min_max(column).as_py() if len(column) else {"min": None, "max": None}
    return _Column(ends["min"], ends["max"], column.null_count)


def _of_file(file: Path) -> dict[str, _Column]:
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(file)
    except (OSError, pa.ArrowInvalid) as trouble:
        problem = say_cause(NO_PARQUET)
        raise refuse(u7_file_holds_facts, file=file.name, problem=problem) from trouble
    names = metadata.schema.to_arrow_schema().names
    if lacking := [name for name in FACT_SCHEMA.names if name not in names]:
        problem = say_cause(_LACKING, columns=", ".join(lacking))
        raise refuse(u7_file_holds_facts, file=file.name, problem=problem)
    return {name: _fold(_chunks(metadata, names.index(name))) for name in _COLUMNS}


def _chunks(metadata: Any, at: int) -> Iterator[Any]:
    for number in range(metadata.num_row_groups):
        yield metadata.row_group(number).column(at).statistics


def _fold(chunks: Iterator[Any]) -> _Column:
    """Put the statistics of all row groups together; one without leaves all unknown."""
    every = list(chunks)
    if not every or any(one is None or not one.has_min_max for one in every):
        all_null = every and all(one is not None and one.null_count for one in every)
        return _Column(None, None, 1 if all_null else None)
    nulls = (
        None if any(one.null_count is None for one in every) else sum(o.null_count for o in every)
    )
    return _Column(min(one.min for one in every), max(one.max for one in every), nulls)
