"""Runs a table of trade with DuckDB; the expression itself knows no engine."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from cuakhau.trade.cube.labels import labelled
from cuakhau.trade.cube.question import (
    EVERYTHING,
    Comparison,
    Question,
    Within,
    check_question,
)
from cuakhau.trade.cube.refusals import refuse, u1_one_scope, u2_scope_has_facts
from cuakhau.trade.cube.shape import Shape, shape_of
from cuakhau.trade.facts import FACT_SCHEMA

MEMORY = "2GB"


def _compiler(dialect: str) -> Any:
    """The compiler of an engine, without the engine: `ibis.to_sql` would start one."""
    import ibis
    from ibis.backends.sql import compilers

    if dialect == "pyspark":
        getattr(ibis, dialect)  # its compiler reads options that come with its backend
        return compilers.PySparkCompiler()
    return compilers.DuckDBCompiler()


def table(
    facts: Path | pa.Table,
    *,
    by: Sequence[str],
    scope: str,
    measures: Sequence[str] = ("value",),
    growth: Sequence[Comparison] = (),
    within: Within = EVERYTHING,
) -> pa.Table:
    """Answer one question about facts of trade (`FACT_SCHEMA`, a Parquet file or a table).

    `by`: gate, direction, one of hs2 hs4 hs6 hs8, partner, regime, and one of day month quarter
    half nine_month year. `measures`: value, weight, tax, duty, vat, other_tax; the first is
    compared. `growth`: year, before, share, contribution, rolling.

    One row a cell: the columns of `by`, `first_day`, `last_day`, then for each measure its exact
    sum (`value_usd_cents`, `weight_g`, `…_vnd`) over the rows that are known, and `…_unknown`, the
    rows that are not; `facts`, `precision` (the worst), `months`, `complete`, `ways`; then what
    `growth` asked for: `year_before`, `growth_year_pct`, `period_before`, `growth_before_pct`,
    `share_pct`, `contribution_pp`, `last_12_months`. Null is unknown.

    Raises `TableRefused` U1 to U7.
    """
    question = check_question(
        Question(
            by=tuple(by),
            scope=scope,
            measures=tuple(measures),
            growth=tuple(growth),
            within=within,
        )
    )
    found = run(facts, sql_of(question, shape_of(facts, scope), "duckdb"))
    if not found.num_rows:
        _check_scope(facts, scope)
    return labelled(found, question)


@lru_cache(maxsize=256)
def sql_of(question: Question, shape: Shape, dialect: str) -> str:
    """Write the expression of a question in the SQL of an engine, over a table `facts`."""
    from cuakhau.trade.cube.comparing import expression

    return write_sql(expression(ibis_facts(), question, shape), dialect)


def ibis_facts() -> Any:
    """Give the table of facts that expressions are built on."""
    import ibis

    return ibis.table(ibis.Schema.from_pyarrow(FACT_SCHEMA), name="facts")


def write_sql(expression: Any, dialect: str) -> str:
    """Write an expression in the SQL of an engine."""
    import ibis

    compiler = _compiler(dialect)
    fused = ibis.options.sql.fuse_selects
    # Engines fuse selections themselves; to do it here takes longer than all else.
    ibis.options.sql.fuse_selects = False
    try:
        return str(compiler.to_sqlglot(expression).sql(compiler.dialect))
    finally:
        ibis.options.sql.fuse_selects = fused


def run(facts: Path | pa.Table, sql: str) -> pa.Table:
    """Run SQL over a table `facts` in a database of its own, in memory."""
    import duckdb

    # Spilling is for tables larger than any page asks for; beside the facts it finds room.
    with duckdb.connect(config={"memory_limit": MEMORY}) as database:
        database.execute("SET arrow_large_buffer_size = false; SET enable_progress_bar = false")
        return _answer(database, facts, sql)


def _answer(database: Any, facts: Path | pa.Table, sql: str) -> pa.Table:
    if isinstance(facts, pa.Table):
        database.register("facts", facts)
    else:
        database.read_parquet(str(facts)).create_view("facts")
    answer: pa.Table = database.sql(sql).to_arrow_table()
    return answer


def list_scopes(facts: Path | pa.Table) -> tuple[str, ...]:
    """List the scopes that facts hold."""
    found = run(facts, "SELECT DISTINCT scope FROM facts WHERE scope IS NOT NULL ORDER BY scope")
    return tuple(found["scope"].to_pylist())


def only_scope(facts: Path | pa.Table) -> str:
    """Give the scope of facts that hold just one. Raises `TableRefused` U1 for more."""
    scopes = list_scopes(facts)
    if len(scopes) > 1:
        raise refuse(u1_one_scope, count=len(scopes), scopes=", ".join(scopes))
    return scopes[0] if scopes else ""


def _check_scope(facts: Path | pa.Table, scope: str) -> None:
    scopes = list_scopes(facts)
    if scopes and scope not in scopes:
        raise refuse(u2_scope_has_facts, scope=scope, scopes=", ".join(scopes))
