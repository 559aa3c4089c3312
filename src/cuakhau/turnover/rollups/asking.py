"""The sums of months that pages read, asked from the cube: the one place that makes them.

Of what two sources say of the same trade the cube counts one, so that nothing is added twice.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuakhau.trade.cube.question import Question, Within
from cuakhau.turnover.rollups.beside import keep_beside

if TYPE_CHECKING:
    import pyarrow as pa

LATEST_US = 2**62  # later than anything that was recorded
A_SCOPE = "§"  # stands for any scope where SQL is written
MEASURES = ("value", "weight", "tax")
CUTS: dict[str, tuple[str, ...]] = {
    "gate": (),
    "hs2": ("hs2",),
    "hs4": ("hs4",),
    "partner": ("partner",),
}
STEPS = ("quarter", "half", "nine_month", "year")  # what lines of more than a month are told by
COLUMNS = (
    "place", "direction", "hs", "partner", "since", "until", "value_usd_cents",
    "value_usd_cents_unknown", "weight_g", "tax_vnd", "facts", "complete",
)  # fmt: skip
IS_LINE = "NOT (place IS NULL AND hs IS NULL AND partner IS NULL AND regime IS NULL)"
SCOPES = f"""
SELECT scope, max(known_us) AS known_us, count(DISTINCT source) AS sources,
  bool_or(date_trunc('month', first_day) <> date_trunc('month', last_day)) AS is_longer
FROM facts WHERE {IS_LINE} AND scope IS NOT NULL GROUP BY scope ORDER BY scope
"""
# What is told by the month counts before what is told by the quarter of the same gate and way.
LONGER = """
SELECT * FROM longer WHERE NOT EXISTS (
  SELECT 1 FROM shorter WHERE coalesce(shorter.place, '') = coalesce(longer.place, '')
    AND shorter.direction = longer.direction
    AND shorter.since >= longer.since AND shorter.until <= longer.until)
"""


def list_line_scopes(facts: Path) -> dict[str, dict[str, Any]]:
    """List the scopes that have lines: when the last became known, how many sources, spans."""
    return _list_line_scopes(facts)


@lru_cache(maxsize=32)
def _list_line_scopes(facts: Path) -> dict[str, dict[str, Any]]:
    from cuakhau.trade.cube.running import run

    found = keep_beside(facts, "scopes", lambda: run(facts, SCOPES))
    return {row["scope"]: row for row in found.to_pylist()}


def sum_months(facts: Path, scope: str, cut: str, known_us: int = LATEST_US) -> "pa.Table":
    """Add the lines of a scope up by gate, way, month and what the cut tells apart (`COLUMNS`)."""
    import duckdb
    import pyarrow as pa

    found = _ask(facts, scope, (*CUTS[cut], "month"), known_us)
    if not list_line_scopes(facts)[scope]["is_longer"]:
        return found
    with duckdb.connect() as base:
        for step in STEPS:
            base.register("shorter", found)
            base.register("longer", _ask(facts, scope, (*CUTS[cut], step), known_us))
            more = base.sql(LONGER).to_arrow_table().cast(found.schema)
            base.unregister("shorter")
            found = pa.concat_tables([found, more])
    return found


def _ask(facts: Path, scope: str, by: tuple[str, ...], known_us: int) -> "pa.Table":
    import pyarrow as pa

    from cuakhau.trade.cube.labels import labelled
    from cuakhau.trade.cube.running import run, sql_of
    from cuakhau.trade.cube.shape import shape_of

    asked = Question(
        by=("gate", "direction", *by), scope=A_SCOPE, measures=MEASURES,
        within=Within(known_on_us=LATEST_US, said="lines"),
    )  # fmt: skip
    # To write the SQL takes longer than to run it: it is written once for all scopes and instants.
    sql = sql_of(asked, shape_of(facts, scope), "duckdb")
    quoted = scope.replace("'", "''")
    sql = sql.replace(str(LATEST_US), str(known_us)).replace(f"'{A_SCOPE}'", f"'{quoted}'")
    rows = labelled(run(facts, sql), asked)
    named = {"place": "gate", "since": "first_day", "until": "last_day"}
    named["hs"] = by[0] if by[0].startswith("hs") else ""
    named["partner"] = "partner" if by[0] == "partner" else ""
    nothing = pa.nulls(rows.num_rows, pa.string())
    columns = {}
    for name in COLUMNS:
        word = named.get(name, name)
        columns[name] = rows[word] if word else nothing
    return pa.table(columns)
