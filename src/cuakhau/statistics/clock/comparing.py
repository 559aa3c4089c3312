"""Agencies side by side: raw, and as if all had the same mix of gates and goods.

Direct standardisation: an agency's mean minutes a visit in each stratum (gate and goods), weighted
by the zone's own mix of visits over the strata in which that agency has at least `LEAST` visits.
`coverage` says how much of the zone's mix these strata are; a low one compares little.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import pyarrow as pa

from cuakhau.statistics.clock.causes import OF_AGENCIES, Spent
from cuakhau.statistics.clock.lengths import SURE
from cuakhau.statistics.clock.publishing import LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An agency: visits that it took time of, seconds a visit as counted and standardised.

    `None` where fewer than `LEAST` visits tell. `low_s` and `high_s` are the 95 % interval of the
    standardised mean, by the normal law over the strata.
    """

    agency: str
    visits: int
    raw_s: float | None
    standardised_s: float | None
    low_s: float | None
    high_s: float | None
    coverage: float


_STRATA = """
    WITH v AS (SELECT * FROM visits WHERE NOT is_open AND ended_us > opened_us),
    spent AS (SELECT visit, agency::VARCHAR AS agency, sum(micros) AS micros FROM clock
              WHERE cause IN ('served', 'waiting', 'with') AND agency IS NOT NULL GROUP BY ALL)
    SELECT agency, gate::VARCHAR AS gate, goods::VARCHAR AS goods, count(*)::BIGINT AS visits,
           sum(micros)::BIGINT AS micros, sum((micros / 1e6) ** 2)::DOUBLE AS squares
    FROM spent JOIN v USING (visit) GROUP BY ALL
    UNION ALL
    SELECT NULL, gate::VARCHAR, goods::VARCHAR, count(*)::BIGINT, 0, 0.0 FROM v GROUP BY ALL
"""


def compare_agencies(spent: Spent) -> tuple[Compared, ...]:
    """Compare the agencies over the visits that are over, by name."""
    import duckdb

    numbered = spent.visits.append_column("visit", pa.array(range(len(spent.visits)), pa.int32()))
    with duckdb.connect() as database:
        database.register("visits", numbered)
        database.register("clock", spent.table)
        rows = database.execute(_STRATA).fetchall()
    mix = {(gate, goods): visits for agency, gate, goods, visits, *_ in rows if agency is None}
    whole = sum(mix.values())
    strata: dict[str, list[Any]] = {}
    for agency, gate, goods, *sums in rows:
        if agency is not None:
            strata.setdefault(agency, []).append(((gate, goods), *sums))
    return tuple(_compare(agency, strata[agency], mix, whole) for agency in sorted(strata))


def _compare(agency: str, rows: list[Any], mix: dict[Any, int], whole: int) -> Compared:
    visits, micros = sum(row[1] for row in rows), sum(row[2] for row in rows)
    told = [row for row in rows if row[1] >= LEAST]
    weight = sum(mix[key] for key, *_ in told)
    fair = reach = None
    if weight:
        fair = sum(mix[key] * spent / count for key, count, spent, _ in told) / weight / 1e6
        variances = (
            (mix[key] / weight) ** 2 * max(0.0, squares - (spent / 1e6) ** 2 / count)
            / (count - 1) / count
            for key, count, spent, squares in told
        )  # fmt: skip
        reach = SURE * sqrt(sum(variances))
    return Compared(
        agency=agency,
        visits=visits,
        raw_s=micros / visits / 1e6 if visits >= LEAST else None,
        standardised_s=fair,
        low_s=None if fair is None or reach is None else max(0.0, fair - reach),
        high_s=None if fair is None or reach is None else fair + reach,
        coverage=weight / whole if whole else 0.0,
    )


def waits_of(spent: Spent, agency: str) -> list[tuple[str, str | None, int, int]]:
    """List what the visits that an agency served were charged to others: (cause, agency, visits,
    micros), the longest first; cells of fewer than `LEAST` visits are left out.
    """
    import duckdb

    numbered = spent.visits.append_column("visit", pa.array(range(len(spent.visits)), pa.int32()))
    query = f"""
        WITH mine AS (SELECT DISTINCT visit FROM clock JOIN visits USING (visit)
                      WHERE agency = $agency AND NOT is_open
                        AND cause IN {OF_AGENCIES})
        SELECT cause::VARCHAR, agency::VARCHAR, count(DISTINCT visit)::BIGINT AS n,
               sum(micros)::BIGINT AS micros
        FROM clock JOIN mine USING (visit)
        WHERE agency IS NULL OR agency <> $agency
        GROUP BY ALL HAVING n >= {LEAST} ORDER BY micros DESC, 1, 2
    """
    with duckdb.connect() as database:
        database.register("visits", numbered)
        database.register("clock", spent.table)
        return database.execute(query, {"agency": agency}).fetchall()
