"""Lines of a customs extract that nobody sent: for demo zones, so that each page lives.

The same gates and last month give the same lines. Each carries the source `synthetic` and a note;
values lie near what was published of the scope, so that growth and shares look like the place.
One month is missing, as in real extracts, and some lines were revised later.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cuakhau.trade.periods import Period, of_months

if TYPE_CHECKING:
    import pyarrow as pa

SOURCE = "synthetic"
IMPORT_ID = "synthetic"
SCOPE = "demo_customs"
NOTE = "made up for the demo"  # shown in the reader's language
FIRST_YEAR = 2022
MISSING = {(2022, 11)}
REPORTED_AFTER_DAYS, REVISED_AFTER_DAYS = 10, 75
REVISED_ONE_IN = 40
USD_VND = 24_500  # a round rate for the tax of made-up lines
# Million USD a month; months of the fruit season bring more, the month of Tết less.
LEVELS = {("export", 2022): 85, ("import", 2022): 170, ("export", 2023): 242, ("import", 2023): 196,
          ("export", 2024): 236, ("import", 2024): 208}  # fmt: skip
SEASON = (0.86, 0.62, 0.98, 1.02, 1.1, 1.12, 1.08, 1.05, 1.04, 1.03, 1.04, 1.06)
LOW = {(2023, 1): 0.29}  # a month of which far less was published
# Chapter and code, share of its way, US dollars a kilogram, duty in percent.
EXPORTS = (
    ("08106000", 0.34, 4.2, 0), ("08109092", 0.11, 1.1, 0), ("08071100", 0.05, 0.5, 0),
    ("07141019", 0.07, 0.4, 0), ("11081400", 0.05, 0.5, 0), ("03061729", 0.06, 7.5, 0),
    ("44071190", 0.05, 0.6, 0), ("85423900", 0.17, 160.0, 0), ("64041110", 0.06, 11.0, 0),
    ("40012210", 0.04, 1.4, 1),
)  # fmt: skip
IMPORTS = (
    ("84799040", 0.18, 9.5, 3), ("85299094", 0.24, 42.0, 4), ("87082999", 0.11, 5.2, 12),
    ("60063290", 0.12, 6.1, 10), ("54075200", 0.08, 4.4, 10), ("39269099", 0.07, 3.3, 8),
    ("73269099", 0.06, 2.1, 8), ("07032090", 0.05, 0.9, 5), ("08081000", 0.05, 1.0, 8),
    ("31021000", 0.04, 0.3, 2),
)  # fmt: skip
VAT_PCT = 8
PARTNERS = {"export": (("CN", 0.94), ("KZ", 0.06)), "import": (("CN", 0.9), ("KR", 0.1))}
GATE_SHARES = (0.62, 0.16, 0.08, 0.06, 0.04, 0.025, 0.015)  # by the order of the gates


def made_up_lines(gates: Sequence[str], last: date) -> "pa.Table":
    """Make the lines of every month that is over on the day `last`. Rows of `FACT_SCHEMA`."""
    from cuakhau.trade.facts import table_of

    months = [
        of_months(year, month, month)
        for year in range(FIRST_YEAR, last.year + 1)
        for month in range(1, 13)
    ]
    return table_of(row for month in months if month.last < last for row in _month(gates, month))


def _month(gates: Sequence[str], month: Period) -> Iterator[dict[str, Any]]:
    year, number = month.first.year, month.first.month
    if (year, number) in MISSING:
        return
    for direction, goods in (("export", EXPORTS), ("import", IMPORTS)):
        level = LEVELS.get((direction, year), LEVELS[direction, max(2022, min(year, 2024))])
        whole_usd = level * 1_000_000 * SEASON[number - 1] * LOW.get((year, number), 1)
        for place, gate_share in zip(gates, GATE_SHARES, strict=False):
            for hs, share, usd_per_kg, duty_pct in goods:
                for partner, part in PARTNERS[direction]:
                    key = f"{month.first}|{direction}|{place}|{hs}|{partner}"
                    usd = whole_usd * gate_share * share * part * _luck(key)
                    yield from _revisions(month, direction, place, partner,
                                          (hs, round(usd * 100), usd_per_kg, duty_pct))  # fmt: skip


def _revisions(
    month: Period, direction: str, place: str, partner: str, line: tuple[str, int, float, int]
) -> Iterator[dict[str, Any]]:
    from cuakhau.trade.facts import fact_key

    hs, cents, usd_per_kg, duty_pct = line
    fact: dict[str, Any] = {
        "first_day": month.first, "last_day": month.last, "day_ends": "00:00", "place": place,
        "scope": SCOPE, "direction": direction, "regime": "A11" if direction == "import" else "B11",
        "hs": hs, "hs_edition": "HS2022", "partner": partner, "currency": "USD", "usd_rate": 1.0,
        "source": SOURCE, "precision": "exact", "note": NOTE, "import_id": IMPORT_ID,
    }  # fmt: skip
    fact["fact"] = fact_key(fact)
    number = int(fact["fact"][:8], 16)
    is_revised = number % REVISED_ONE_IN == 0
    said = round(cents * 1.09) if is_revised else cents
    first_us = _us(month.last + timedelta(days=REPORTED_AFTER_DAYS))
    yield _amounts(fact, said, usd_per_kg, duty_pct) | {"revision": 1, "known_us": first_us}
    if is_revised:
        later_us = _us(month.last + timedelta(days=REVISED_AFTER_DAYS))
        yield _amounts(fact, cents, usd_per_kg, duty_pct) | {"revision": 2, "known_us": later_us}


def _amounts(fact: dict[str, Any], cents: int, usd_per_kg: float, duty_pct: int) -> dict[str, Any]:
    duty_vnd = cents * USD_VND * duty_pct // 10_000
    is_import = fact["direction"] == "import"
    vat_vnd = (cents * USD_VND // 100 + duty_vnd) * VAT_PCT // 100 if is_import else 0
    return fact | {
        "value": cents,
        "value_usd_cents": cents,
        "weight_g": round(cents / 100 / usd_per_kg * 1000),
        "duty_vnd": duty_vnd,
        "vat_vnd": vat_vnd,
    }


def _luck(key: str) -> float:
    """Give a factor around one, the same for the same line."""
    return 0.8 + int(sha256(key.encode()).hexdigest()[:8], 16) / 2**32 * 0.4


def _us(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 2, tzinfo=UTC).timestamp()) * 1_000_000
