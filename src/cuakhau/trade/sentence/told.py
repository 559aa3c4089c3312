"""What was published of periods of one scope: values, growth, and the year that it grew from.

Scopes differ tenfold. Each question here names one, and nothing is ever taken over from another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cuakhau.trade.periods import Period, year_after, year_before

if TYPE_CHECKING:
    import pyarrow as pa

# Of several prints of one period the first of these is told; the others are shown beside it.
RANKS = {"exact": 0, "at_least": 1, "approx": 2, "derived": 3}
ADDED = "added"  # nobody printed it: the lines of goods, added up
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was published of a period. A value that nobody printed is `None`, never zero.

    `precision` is of the value: exact, at_least, approx or derived; empty where it is unknown.
    `is_over`: the value is "over": printed so, or derived from one that was.
    `base_usd_cents` is the value of the year before; `base_precision` is `derived` where that was
    worked out from this value and its growth, and `at_least` where this value was so.
    `rows` are all facts of the period, also those not told; `is_suspect`: only such were printed.
    `months_known`: of a value added from lines, of how many months there are any.
    """

    period: Period
    scope: str
    direction: str
    value_usd_cents: int | None
    precision: str
    is_over: bool
    growth_pct: Decimal | None
    base_usd_cents: int | None
    base_precision: str
    rows: tuple[Row, ...]
    is_suspect: bool
    months_known: int | None = None

    @property
    def computed_pct(self) -> Decimal | None:
        """Growth on the year before as the two values give it.

        `None` where one is unknown, or where the base was derived from the published growth.
        """
        if not self.value_usd_cents or not self.base_usd_cents or self.base_precision == "derived":
            return None
        return Decimal(self.value_usd_cents) * 100 / Decimal(self.base_usd_cents) - 100


def list_told(
    facts: "pa.Table", periods: Iterable[Period], *, scope: str, direction: str = "both"
) -> tuple[Told, ...]:
    """Tell the published totals of one scope. `facts` holds one revision of each fact."""
    printed = Printed(facts)
    return tuple(_tell(printed, period, scope, direction) for period in periods)


def scopes_of(facts: "pa.Table", periods: Iterable[Period], direction: str = "both") -> list[str]:
    """List the scopes of which a value or a growth of one of the periods was published."""
    printed = Printed(facts)
    found = {
        row["scope"]: None
        for period in periods
        for row in printed.list_of(period, None, direction)
        if row["value_usd_cents"] is not None or row["growth_published_pct"] is not None
    }
    return sorted(found)


class Printed:
    """The totals printed of all gates, goods and partners, found by their days and way.

    A desk asks for some dozen periods: to look through all facts for each takes a sixth of it.
    """

    def __init__(self, facts: "pa.Table") -> None:
        """`facts` holds one revision of each fact."""
        self._totals = _totals(facts)
        self._at: dict[tuple[Any, ...], list[int]] = {}
        keys = (self._totals[name].to_pylist() for name in ("first_day", "last_day", "direction"))
        for place, key in enumerate(zip(*keys, strict=True)):
            self._at.setdefault(key, []).append(place)

    def list_of(self, period: Period, scope: str | None, direction: str) -> list[Row]:
        """List the totals printed of just these days; `scope` is `None` for any."""
        places = self._at.get((period.first, period.last, direction))
        rows: list[Row] = self._totals.take(places).to_pylist() if places else []
        return sorted((row for row in rows if scope in (None, row["scope"])), key=_rank)


def _totals(facts: "pa.Table") -> "pa.Table":
    """Keep what is of all gates, goods and partners."""
    import pyarrow.compute as pc

    wanted = pc.is_null(facts["place"])
    for whole in ("hs", "partner", "regime"):
        wanted = pc.and_(wanted, pc.is_null(facts[whole]))
    return facts.filter(wanted)


def _rank(row: Row) -> tuple[bool, int, str]:
    return row["value_usd_cents"] is None, RANKS.get(row["precision"], len(RANKS)), row["source"]


def _tell(printed: Printed, period: Period, scope: str, direction: str) -> Told:
    rows = printed.list_of(period, scope, direction)
    usable = [row for row in rows if row["precision"] != "suspect"]
    first = next((row for row in usable if row["value_usd_cents"] is not None), None)
    growth = _growth_of(usable)
    base, base_precision = _find_base(printed, year_before(period), scope, direction)
    value = first["value_usd_cents"] if first else None
    if base is None and value is not None and growth is not None:
        base, base_precision = derive_base(value, growth), "derived"
    return Told(
        period=period,
        scope=scope,
        direction=direction,
        value_usd_cents=value,
        precision=first["precision"] if first else "",
        is_over=first is not None and _is_over(printed, first, period),
        growth_pct=growth,
        base_usd_cents=base,
        base_precision=base_precision,
        rows=tuple(rows),
        is_suspect=bool(rows) and not usable,
    )


def _is_over(printed: Printed, row: Row, period: Period) -> bool:
    """Tell whether a value is a least one; one that was derived is as the year it came from."""
    if row["precision"] != "derived":
        return bool(row["precision"] == "at_least")
    later = printed.list_of(year_after(period), row["scope"], row["direction"])
    return any(one["precision"] == "at_least" for one in later)


def derive_base(value_usd_cents: int, growth_pct: Decimal) -> int:
    """Give the value of the year before from this year's and its growth."""
    return int((Decimal(value_usd_cents) / (1 + growth_pct / 100)).to_integral_value())


def _growth_of(rows: list[Row]) -> Decimal | None:
    printed = [row["growth_published_pct"] for row in rows]
    return next((Decimal(str(one)) for one in printed if one is not None), None)


def _find_base(
    printed: Printed, period: Period, scope: str, direction: str
) -> tuple[int | None, str]:
    for row in printed.list_of(period, scope, direction):
        if row["precision"] != "suspect" and row["value_usd_cents"] is not None:
            return row["value_usd_cents"], row["precision"]
    return None, ""
