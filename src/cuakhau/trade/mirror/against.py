"""Two accounts of one trade, period by period: own figures and published ones, or the partner's.

reconcile(ours, theirs, by=("direction", "year")) → differences, each with its reasons

The gap is ours minus theirs in USD cents. Reasons with an amount add up to the gap exactly; what no
reason takes is `unknown`. A reason without an amount says that something differs, not by how much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from cuakhau.trade.cube import Within, table
from cuakhau.trade.mirror.rows import Behind, behind

Code = Literal[
    "missing_month", "no_value", "scope", "rate", "cif_fob", "timing", "rounding", "unknown"
]
_FLIPPED = {"export": "import", "import": "export", "both": "both"}
_LEAST_RATE_GAP = 1e-4
_PART = {"approx": 2, "at_least": 1}  # half of the last printed digit, or all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account: facts of one scope. `is_partner`: their import is our export.

    `partners`: only trade with these countries.
    """

    facts: Path | pa.Table
    scope: str
    is_partner: bool = False
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What somebody states of the two accounts. `cif_fob_pct`: freight and insurance on FOB."""

    cif_fob_pct: float | None = None


NOTHING = Stated()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two figures differ; `cents` of the gap, and what in words or numbers (months, rates)."""

    code: Code
    cents: int | None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One period (and gate, and way, as asked) in both accounts. Cents are null where unknown."""

    names: tuple[str, ...]
    first_day: date
    last_day: date
    ours: int | None
    theirs: int | None
    gap: int | None
    reasons: tuple[Reason, ...]
    our_rows: Behind
    their_rows: Behind


def reconcile(
    ours: Side, theirs: Side, *, by: Sequence[str], stated: Stated = NOTHING
) -> tuple[Difference, ...]:
    """Compare two accounts over the columns of `by` (gate, direction and one period).

    Raises `TableRefused` like `table`.
    """
    asked, months = tuple(by), _by_month(by)
    mine, other = _rows(ours, asked), _rows(theirs, asked)
    my_months, other_months = _rows(ours, months), _rows(theirs, months)
    found = []
    for key in sorted(mine.keys() | other.keys(), key=str):
        pair = _Pair(key, mine.get(key), other.get(key))
        inside = (pair.inside(my_months), pair.inside(other_months))
        found.append(_difference(pair, inside, (ours, theirs), asked, stated))
    return tuple(found)


class _Pair:
    """The two figures of one key; keys end with the first and the last day."""

    def __init__(
        self, key: tuple[Any, ...], ours: dict[str, Any] | None, theirs: dict[str, Any] | None
    ) -> None:
        self.key, self.ours, self.theirs = key, ours, theirs
        self.first, self.last = key[-2:]

    @property
    def names(self) -> tuple[Any, ...]:
        return self.key[:-2]

    def inside(self, months: dict[tuple[Any, ...], dict[str, Any]]) -> dict[date, int]:
        """The months of one account within this period, with their values."""
        return {
            key[-2]: row["value_usd_cents"]
            for key, row in months.items()
            if key[:-2] == self.names
            and self.first <= key[-2]
            and key[-1] <= self.last
            and row["value_usd_cents"] is not None
        }


def _by_month(by: Sequence[str]) -> tuple[str, ...]:
    return (*(word for word in by if word in ("gate", "direction")), "month")


def _rows(side: Side, by: Sequence[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    within = Within(partners=side.partners)
    names = [word for word in by if word in ("gate", "direction")]
    rows = table(side.facts, by=by, scope=side.scope, within=within).to_pylist()
    if side.is_partner:
        rows = [row | {"direction": _FLIPPED[row.get("direction", "both")]} for row in rows]
    return {
        (*(row[name] for name in names), row["first_day"], row["last_day"]): row for row in rows
    }


def _difference(
    pair: _Pair,
    inside: tuple[dict[date, int], dict[date, int]],
    sides: tuple[Side, Side],
    by: Sequence[str],
    stated: Stated,
) -> Difference:
    ours = pair.ours["value_usd_cents"] if pair.ours else None
    theirs = pair.theirs["value_usd_cents"] if pair.theirs else None
    names = [word for word in by if word in ("gate", "direction")]
    told = dict(zip(names, pair.names, strict=True))
    rows = tuple(_behind(side, told, pair) for side in sides)
    gap = ours - theirs if ours is not None and theirs is not None else None
    reasons = _reasons(pair, inside, sides, rows, stated)
    return Difference(
        names=tuple(str(name) for name in pair.names),
        first_day=pair.first,
        last_day=pair.last,
        ours=ours,
        theirs=theirs,
        gap=gap,
        reasons=_with_rest(reasons, gap, theirs, rows[1]),
        our_rows=rows[0],
        their_rows=rows[1],
    )


def _behind(side: Side, told: dict[str, Any], pair: _Pair) -> Behind:
    direction = told.get("direction")
    if side.is_partner and direction:
        direction = _FLIPPED[direction]
    return behind(
        side.facts,
        side.scope,
        days=(pair.first, pair.last),
        place=told.get("gate"),
        direction=direction,
        partners=side.partners,
    )


def _reasons(
    pair: _Pair,
    inside: tuple[dict[date, int], dict[date, int]],
    sides: tuple[Side, Side],
    rows: tuple[Behind, ...],
    stated: Stated,
) -> list[Reason]:
    found = _missing(*inside)
    for row in (pair.ours, pair.theirs):
        if row and row["value_usd_cents_unknown"]:
            found.append(Reason("no_value", None, str(row["value_usd_cents_unknown"])))
    mine, other = rows
    if mine.rate and other.rate and abs(mine.rate / other.rate - 1) > _LEAST_RATE_GAP and pair.ours:
        cents = pair.ours["value_usd_cents"] or 0
        moved = cents - round(cents * mine.rate / other.rate)
        found.append(Reason("rate", moved, f"{mine.rate:g} / {other.rate:g}"))
    if stated.cif_fob_pct and pair.theirs and sides[1].is_partner:
        cents = pair.theirs["value_usd_cents"] or 0
        free = round(cents / (1 + stated.cif_fob_pct / 100))
        found.append(Reason("cif_fob", free - cents, f"{stated.cif_fob_pct:g} %"))
    if mine.day_ends and other.day_ends and mine.day_ends != other.day_ends:
        found.append(Reason("timing", None, f"{mine.day_ends} / {other.day_ends}"))
    if sides[0].scope != sides[1].scope:
        found.append(Reason("scope", None, f"{sides[0].scope} / {sides[1].scope}"))
    return found


def _missing(mine: dict[date, int], other: dict[date, int]) -> list[Reason]:
    """Months that one account alone has; only where both are known by month."""
    if not mine or not other:
        return []
    found = []
    for lacking, having, sign in ((mine, other, -1), (other, mine, 1)):
        months = sorted(having.keys() - lacking.keys())
        if months:
            cents = sign * sum(having[month] for month in months)
            what = ", ".join(f"{month:%Y-%m}" for month in months)
            found.append(Reason("missing_month", cents, what))
    return found


def _with_rest(
    reasons: list[Reason], gap: int | None, theirs: int | None, other: Behind
) -> tuple[Reason, ...]:
    """Give the rest of the gap to rounding as far as that goes, and what is left to nobody."""
    if gap is None:
        return tuple(reasons)
    rest = gap - sum(reason.cents or 0 for reason in reasons)
    part = _PART.get(other.precision)
    if part and theirs and rest:
        most = last_digit(theirs) // part
        if other.precision == "at_least" and rest < 0:
            most = 0  # "over 5.2 billion" is never less
        rounded = max(-most, min(most, rest))
        if rounded:
            reasons = [*reasons, Reason("rounding", rounded, other.precision)]
            rest -= rounded
    return (*reasons, Reason("unknown", rest)) if rest else tuple(reasons)


def last_digit(cents: int) -> int:
    """The worth of the last digit that is not 0: 520,000,000,000 was printed as 5.2 billion."""
    worth = 1
    while cents and cents % (worth * 10) == 0:
        worth *= 10
    return worth
