"""Makes the sums of months of a zone anew from a snapshot of its facts, in one transaction."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Sum

from cuakhau.turnover.rollups.models import MonthSum, Rolled
from cuakhau.turnover.store.models import Import
from cuakhau.turnover.store.reading import find_version, snapshot

if TYPE_CHECKING:
    import pyarrow as pa

BY = ("gate", "direction", "hs2", "partner", "regime", "month")
MEASURES = ("value", "weight", "tax")
AMOUNTS = ("value_usd_cents", "weight_g", "tax_vnd")
CUTS = ("gate", "hs2", "partner", "regime", "all")
_COLUMNS = (
    "zone", "scope", "cut", "month", "place", "direction", "hs2", "partner", "regime",
    *(name for amount in AMOUNTS for name in (amount, f"{amount}_unknown")), "facts", "complete",
)  # fmt: skip
_ROWS_A_WRITE = 50_000
LEAST_FACTS = 50_000


def roll_new(zone_name: str, at: datetime) -> int:
    """Make the sums anew where facts came in since; give how many rows were written.

    Of few facts a page reads the facts themselves.
    """
    version = find_version(zone_name)
    if not version or Rolled.objects.filter(zone=zone_name, version=str(version)).exists():
        return 0
    if count_facts(zone_name) < LEAST_FACTS:
        return 0
    return roll(zone_name, snapshot(zone_name), version=str(version), at=at)


def count_facts(zone_name: str) -> int:
    """Count the revisions of facts that a zone took in."""
    taken = Import.objects.filter(zone=zone_name).aggregate(new=Sum("new"), again=Sum("revised"))
    return (taken["new"] or 0) + (taken["again"] or 0)


def roll(zone_name: str, facts: "Path | pa.Table", *, version: str, at: datetime) -> int:
    """Replace the sums of a zone by those of these facts; give how many rows were written.

    Facts of the same version are not rolled twice.
    """
    from cuakhau.trade.cube.running import list_scopes

    scopes = list_scopes(facts)
    done = set(Rolled.objects.filter(zone=zone_name, version=version).values_list("scope"))
    if {(scope,) for scope in scopes} == done:
        return 0
    with transaction.atomic():
        MonthSum.objects.filter(zone=zone_name).delete()
        Rolled.objects.filter(zone=zone_name).delete()
        written = 0
        for scope in scopes:
            rows = _roll_scope(zone_name, scope, facts)
            written += rows
            Rolled.objects.create(
                zone=zone_name,
                scope=scope,
                version=version,
                rows=rows,
                agrees=_agrees(zone_name, scope, facts),
                at=at,
            )
    return written


def _roll_scope(zone_name: str, scope: str, facts: "Path | pa.Table") -> int:
    from cuakhau.trade.cube import table

    found = table(facts, by=BY, scope=scope, measures=MEASURES)
    with connection.cursor() as cursor:
        copy = f"COPY {MonthSum._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT csv)"
        with cursor.copy(copy) as writing:
            for block in _blocks(zone_name, scope, found):
                writing.write(block)
        written = found.num_rows
        for cut in CUTS[:-1]:
            cursor.execute(_cut_sql(cut), [cut, zone_name, scope])
            written += cursor.rowcount
    return written


def _blocks(zone_name: str, scope: str, found: "pa.Table") -> Iterator[bytes]:
    """Write rows as CSV, a block at a time: unquoted nothing is null, quoted nothing is blank."""
    import pyarrow as pa
    import pyarrow.csv as pa_csv

    for start in range(0, found.num_rows, _ROWS_A_WRITE):
        part = found.slice(start, _ROWS_A_WRITE)
        same = {"zone": zone_name, "scope": scope, "cut": CUTS[-1]}
        columns = {
            name: pa.repeat(pa.scalar(word), part.num_rows) for name, word in same.items()
        } | {"month": part["first_day"], "place": part["gate"]}
        for name in _COLUMNS[len(columns) :]:
            column = part[name]
            columns[name] = column.fill_null("") if pa.types.is_string(column.type) else column
        out = BytesIO()
        pa_csv.write_csv(pa.table(columns), out, pa_csv.WriteOptions(include_header=False))
        yield out.getvalue()


def _cut_sql(cut: str) -> str:
    table = MonthSum._meta.db_table
    sums = ", ".join(f"sum({amount})::bigint, sum({amount}_unknown)::bigint" for amount in AMOUNTS)
    kept = [name if name == cut else "''" for name in ("hs2", "partner", "regime")]
    by = ["zone", "scope", "month", "place", "direction", *(n for n in kept if n != "''")]
    return (
        f"INSERT INTO {table} ({', '.join(_COLUMNS)}) "
        f"SELECT zone, scope, %s, month, place, direction, {', '.join(kept)}, {sums}, "
        f"sum(facts)::bigint, bool_and(complete) FROM {table} "
        f"WHERE zone = %s AND scope = %s AND cut = 'all' GROUP BY {', '.join(by)}"
    )


def _agrees(zone_name: str, scope: str, facts: "Path | pa.Table") -> bool:
    """Tell whether the sums make up the cube's own totals of each month."""
    from cuakhau.trade.cube import table

    whole = table(facts, by=("direction", "month"), scope=scope, measures=MEASURES).to_pylist()
    told = {(row["first_day"], row["direction"]): tuple(row[a] for a in AMOUNTS) for row in whole}
    with connection.cursor() as cursor:
        sums = ", ".join(f"sum({amount})::bigint" for amount in AMOUNTS)
        cursor.execute(
            f"SELECT month, direction, {sums} FROM {MonthSum._meta.db_table} "
            "WHERE zone = %s AND scope = %s AND cut = 'gate' GROUP BY month, direction",
            [zone_name, scope],
        )
        kept = {(month, way): tuple(sums) for month, way, *sums in cursor.fetchall()}
    return kept == told
