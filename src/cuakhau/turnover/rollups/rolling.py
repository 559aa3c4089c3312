"""Makes the sums of months of a zone anew from a snapshot of its facts, and reads them back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import F, Max, OuterRef, Subquery, Sum

from cuakhau.turnover.rollups.asking import COLUMNS, CUTS, list_line_scopes, sum_months
from cuakhau.turnover.rollups.models import MonthSum, Rolled
from cuakhau.turnover.store.models import Import
from cuakhau.turnover.store.reading import find_version, snapshot

if TYPE_CHECKING:
    import pyarrow as pa

_WORDS = ("place", "hs", "partner")  # unknown is "" in the table of sums
_ROWS_A_WRITE = 50_000
LEAST_FACTS = 50_000
# Without lines there is nothing to add up; that is kept too, or pages would wait for it forever.
_NO_LINES: dict[str, dict[str, Any]] = {"": {"known_us": 0}}


def roll_new(zone_name: str, at: datetime) -> int:
    """Make the sums anew where facts came in since; give how many rows were written.

    Of few facts the cube answers a page at once.
    """
    version = find_version(zone_name)
    if not version or Rolled.objects.filter(zone=zone_name, version=str(version)).exists():
        return 0
    if count_facts(zone_name) < LEAST_FACTS:
        return 0
    return roll(zone_name, snapshot(zone_name), version=str(version), at=at)


@dataclass(frozen=True, slots=True)
class Ready:
    """Up to which import a zone's figures are told at once, and which import is the newest."""

    version: int
    newest: int

    @property
    def is_behind(self) -> bool:
        """Tell whether facts came in whose sums are still to be made."""
        return self.version < self.newest


def find_ready(zone_name: str) -> Ready:
    """Find which facts a page tells: the newest, or of many the newest whose sums are made.

    No reader waits for the sums of millions of lines; a beat makes them.
    """
    rolled = Rolled.objects.filter(zone=OuterRef("zone")).values("version")[:1]
    taken = Import.objects.filter(zone=zone_name).values("zone")
    found = taken.annotate(
        newest=Max("pk"), facts=Sum(F("new") + F("revised")), rolled=Subquery(rolled)
    )
    for row in found:
        is_large = row["facts"] >= LEAST_FACTS
        return Ready(int(row["rolled"] or 0) if is_large else row["newest"], row["newest"])
    return Ready(0, 0)


def count_facts(zone_name: str) -> int:
    """Count the revisions of facts that a zone took in."""
    taken = Import.objects.filter(zone=zone_name).aggregate(new=Sum("new"), again=Sum("revised"))
    return (taken["new"] or 0) + (taken["again"] or 0)


def roll(zone_name: str, facts: Path, *, version: str, at: datetime) -> int:
    """Replace the sums of a zone by those of these facts; give how many rows were written.

    Facts of the same version are not rolled twice.
    """
    scopes = list_line_scopes(facts)
    kept = scopes or _NO_LINES
    done = set(Rolled.objects.filter(zone=zone_name, version=version).values_list("scope"))
    if {(scope,) for scope in kept} == done:
        return 0
    with transaction.atomic():
        MonthSum.objects.filter(zone=zone_name).delete()
        Rolled.objects.filter(zone=zone_name).delete()
        written = 0
        for scope, about in kept.items():
            rows = sum(_roll(zone_name, scope, cut, facts) for cut in CUTS if scope in scopes)
            written += rows
            Rolled.objects.create(
                zone=zone_name,
                scope=scope,
                version=version,
                known_us=about["known_us"],
                rows=rows,
                at=at,
            )
    return written


def find_sums(
    zone_name: str, version: int, scope: str, cut: str, known_us: int
) -> "pa.Table | None":
    """Find the sums of a version as known at an instant (`COLUMNS`); `None` for none."""
    kept = Rolled.objects.filter(zone=zone_name, scope=scope, version=str(version))
    if not kept.filter(known_us__lte=known_us).exists():
        return None
    return _read(zone_name, scope, cut)


def _roll(zone_name: str, scope: str, cut: str, facts: Path) -> int:
    found = sum_months(facts, scope, cut)
    columns = ", ".join(("zone", "scope", "cut", *COLUMNS))
    with connection.cursor() as cursor:
        copy = f"COPY {MonthSum._meta.db_table} ({columns}) FROM STDIN (FORMAT csv)"
        with cursor.copy(copy) as writing:
            for block in _blocks((zone_name, scope, cut), found):
                writing.write(block)
    return int(found.num_rows)


def _blocks(same: tuple[str, ...], found: "pa.Table") -> Iterator[bytes]:
    """Write rows as CSV, a block at a time: unquoted nothing is null, quoted nothing is blank."""
    import pyarrow as pa
    import pyarrow.csv as pa_csv

    for start in range(0, found.num_rows, _ROWS_A_WRITE):
        part = found.slice(start, _ROWS_A_WRITE)
        columns = {
            name: pa.repeat(pa.scalar(word), part.num_rows)
            for name, word in zip(("zone", "scope", "cut"), same, strict=True)
        }
        for name in COLUMNS:
            columns[name] = part[name].fill_null("") if name in _WORDS else part[name]
        out = BytesIO()
        pa_csv.write_csv(pa.table(columns), out, pa_csv.WriteOptions(include_header=False))
        yield out.getvalue()


def _read(zone_name: str, scope: str, cut: str) -> "pa.Table":
    import pyarrow.csv as pa_csv

    words = ", ".join(f"nullif({name}, '')" if name in _WORDS else name for name in COLUMNS)
    table = MonthSum._meta.db_table
    query = f"SELECT {words} FROM {table} WHERE zone = %s AND scope = %s AND cut = %s"
    read = BytesIO()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", (zone_name, scope, cut)) as copying,
    ):
        for part in copying:
            read.write(part)
    types = _types()
    if not read.tell():
        return types.empty_table()
    read.seek(0)
    found: pa.Table = pa_csv.read_csv(
        read,
        pa_csv.ReadOptions(column_names=list(COLUMNS)),
        convert_options=pa_csv.ConvertOptions(
            column_types=types, null_values=[""], true_values=["t"], false_values=["f"],
            strings_can_be_null=True,
        ),
    )  # fmt: skip
    return found


def _types() -> Any:
    import pyarrow as pa

    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, pa.int64())
    kinds |= dict.fromkeys((*_WORDS, "direction"), pa.string())
    kinds |= dict.fromkeys(("since", "until"), pa.date32()) | {"complete": pa.bool_()}
    return pa.schema(list(kinds.items()))
