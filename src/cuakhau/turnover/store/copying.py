"""Rows in and out of PostgreSQL by COPY, as columns."""

import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import connection

from cuakhau.trade.facts import FACT_SCHEMA
from cuakhau.turnover.store.models import Doubt

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 20_000  # rows that are held as text at a time


def copy_facts(zone_name: str, facts: "pa.Table") -> None:
    """Add facts to those of a zone; the caller holds the transaction."""
    import pyarrow as pa
    from pyarrow import csv

    named = facts.add_column(0, "zone", pa.repeat(pa.scalar(zone_name), facts.num_rows))
    columns = ", ".join(named.column_names)
    with _cursor() as here, here.copy(
        f"COPY trade_fact ({columns}) FROM STDIN (FORMAT csv)"
    ) as copy:  # fmt: skip
        for start in range(0, named.num_rows, AT_ONCE):
            written = io.BytesIO()
            part = named.slice(start, AT_ONCE)
            csv.write_csv(part, written, csv.WriteOptions(include_header=False))
            copy.write(written.getbuffer())


def copy_doubts(doubts: Iterable[Doubt]) -> None:
    """Add what a person has to settle; the caller holds the transaction."""
    columns = ("zone", "taken_id", "row", "follows", "rules", "mistakes", "said", "fact")
    table = Doubt._meta.db_table
    with _cursor() as here, here.copy(
        f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    ) as copy:  # fmt: skip
        for one in doubts:
            told = (json.dumps(one.mistakes), json.dumps(one.said), one.fact)
            copy.write_row((one.zone, one.taken_id, one.row, one.follows, one.rules, *told))


def read_facts_where(
    where: str, values: Sequence[Any], *, distinct: str = "", order: str = ""
) -> "pa.Table":
    """Give facts as columns; `where` is ours, `values` are what it says `%s` for."""
    import pyarrow as pa
    from pyarrow import csv

    columns = ", ".join(FACT_SCHEMA.names)
    ordered = f" ORDER BY {order}" if order else ""
    query = f"SELECT {distinct} {columns} FROM trade_fact WHERE {where}{ordered}"  # noqa: S608 ours
    read = io.BytesIO()
    with _cursor() as here, here.copy(
        f"COPY ({query}) TO STDOUT (FORMAT csv)", tuple(values)
    ) as copy:  # fmt: skip
        for part in copy:
            read.write(part)
    if not read.tell():
        return FACT_SCHEMA.empty_table()
    read.seek(0)
    table: pa.Table = csv.read_csv(
        read,
        csv.ReadOptions(column_names=FACT_SCHEMA.names),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=FACT_SCHEMA,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return table


def _cursor() -> "psycopg.Cursor[Any]":
    connection.ensure_connection()
    return psycopg.ClientCursor(connection.connection)
