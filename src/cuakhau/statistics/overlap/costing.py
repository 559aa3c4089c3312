"""What each overlap costs: how often, minutes a vehicle, hours a year, and how sure that is.

Vehicles of one day wait in the same queues, so the interval comes from drawing whole days again
with replacement, or whole hours where the log has less than a week; shares are Wilson's.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from cuakhau.statistics.overlap.findings import DAYS_A_YEAR, KINDS, Between, Finding, Kind
from cuakhau.statistics.overlap.looks import Looks
from cuakhau.statistics.overlap.noise import LEAST, is_sure, wilson
from cuakhau.statistics.overlap.weight import order_of

if TYPE_CHECKING:
    import duckdb

Numbers = npt.NDArray[np.float64]
DRAWS = 1000
LEAST_BLOCKS = 6
WEEK = 7
MINUTE_US, HOUR_US, DAY_US = 60_000_000, 3_600_000_000, 86_400_000_000
_BY = "a, b, what, place, key_first, key_second"
_KEYED = """
SELECT *, CASE WHEN $by_steps THEN first_step END AS key_first,
    CASE WHEN $by_steps THEN second_step END AS key_second FROM {kind}
"""
_TOTALS = f"""
SELECT {_BY}, count(*) FILTER (is_hit) AS hits, count(*) AS chances,
    median(gap_us) FILTER (is_hit) AS gap_us, count(spent_us) FILTER (is_hit) AS timed,
    mode(first_step) FILTER (is_hit) AS first_step,
    mode(second_step) FILTER (is_hit) AS second_step,
    count(*) FILTER (is_hit AND doubt) AS unclear
FROM keyed GROUP BY {_BY} HAVING hits >= $least ORDER BY {_BY}
"""
_BLOCKS = f"""
SELECT {_BY}, (at_us // $block_us) - $first AS block, count(*) AS hits,
    count(spent_us) AS timed, coalesce(sum(spent_us), 0)::DOUBLE AS spent_us
FROM keyed WHERE is_hit GROUP BY {_BY}, block
"""
_VISITS = f"""
SELECT {_BY}, list(DISTINCT visit ORDER BY visit) FROM keyed WHERE is_hit GROUP BY {_BY}
"""
_BY_STEPS = ("order_wait", "no_outcome")
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Luck:
    """How often each block of time is drawn, in each of the draws."""

    block_us: int
    first: int
    weights: npt.NDArray[np.int64]

    @property
    def blocks(self) -> int:
        return int(self.weights.shape[1])


def cost(database: "duckdb.DuckDBPyConnection", looks: Looks, *, seed: int) -> tuple[Finding, ...]:
    """Make findings of the tables of all kinds in the order of `weight`, without likely noise."""
    luck = _draw(looks, seed)
    visitors = dict(
        database.execute("SELECT place, count(DISTINCT visit) FROM looks GROUP BY place").fetchall()
    )
    found: list[Finding] = []
    for kind in KINDS:
        keyed = _KEYED.format(kind=kind)
        database.execute(
            f"CREATE OR REPLACE TEMP TABLE keyed AS {keyed}", {"by_steps": kind in _BY_STEPS}
        )
        found += _list(database, kind, looks, luck, visitors)
    return tuple(sorted(found, key=order_of))


def _draw(looks: Looks, seed: int) -> _Luck:
    at_us = looks.table["at_us"].to_numpy()
    block_us = DAY_US if looks.days >= WEEK else HOUR_US
    first = int(at_us.min()) // block_us
    blocks = int(at_us.max()) // block_us - first + 1
    weights = np.random.default_rng(seed).multinomial(blocks, [1 / blocks] * blocks, size=DRAWS)
    return _Luck(block_us, first, weights)


def _list(
    database: "duckdb.DuckDBPyConnection",
    kind: Kind,
    looks: Looks,
    luck: _Luck,
    visitors: dict[int, int],
) -> list[Finding]:
    totals = database.execute(_TOTALS, {"least": LEAST}).fetchall()
    blocks = _by_block(database, luck)
    visits = {tuple(row[:6]): row[6] for row in database.execute(_VISITS).fetchall()}
    found = []
    for row in totals:
        key, (hits, chances, gap_us, timed, first, second, unclear) = tuple(row[:6]), row[6:]
        if kind != "no_outcome" and not is_sure(hits, chances):
            continue
        minutes, hours = _costs(blocks[key], luck, looks.days) if timed else (None, None)
        agencies = sorted({looks.agencies[key[0]], looks.agencies[key[1]]})
        steps = looks.steps[first], looks.steps[second]
        of = chances if kind == "no_outcome" else visitors[key[3]]
        found.append(
            Finding(
                kind=kind,
                agencies=tuple(agencies),
                what=key[2],
                place=looks.places[key[3]],
                steps=steps,
                hits=hits,
                of=of,
                share=Between(hits / of, *wilson(hits, of)),
                timed=timed,
                minutes=minutes,
                hours_a_year=hours,
                gap_min=None if kind == "no_outcome" else gap_us / MINUTE_US,
                unclear=unclear,
                bases=tuple(_basis_of(looks, step) for step in steps),
                visits=tuple(looks.subjects[one].as_py() for one in visits[key]),
            )
        )
    return found


def _basis_of(looks: Looks, step: str) -> str | None:
    return next((one.basis for one in looks.zone.grounds if one.step == step), None)


def _by_block(database: "duckdb.DuckDBPyConnection", luck: _Luck) -> dict[Key, Numbers]:
    """Give hits, those with a known time, and their microseconds, block by block, for each key."""
    found: dict[Key, Numbers] = {}
    asked = {"block_us": luck.block_us, "first": luck.first}
    for *key, block, hits, timed, spent_us in database.execute(_BLOCKS, asked).fetchall():
        of_key = found.setdefault(tuple(key), np.zeros((3, luck.blocks)))
        of_key[:, block] += hits, timed, spent_us
    return found


def _costs(sums: Numbers, luck: _Luck, days: int) -> tuple[Between, Between]:
    """Give minutes a vehicle, and hours a year of all vehicles, with what drawing again gives."""
    hits, timed, spent_us = sums.sum(axis=1)
    mean_min = float(spent_us / timed / MINUTE_US)
    a_year = DAYS_A_YEAR / days / 60
    value = Between(mean_min), Between(float(mean_min * hits * a_year))
    if np.count_nonzero(sums[1]) < LEAST_BLOCKS:
        return value
    drawn = luck.weights @ sums.T
    known = drawn[:, 1] > 0
    means = drawn[known, 2] / drawn[known, 1] / MINUTE_US
    years = means * drawn[known, 0] * a_year
    low, high = np.percentile(means, [2.5, 97.5])
    least, most = np.percentile(years, [2.5, 97.5])
    return (
        Between(value[0].value, float(low), float(high)),
        Between(value[1].value, float(least), float(most)),
    )
