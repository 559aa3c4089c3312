"""Sums of a project's lines of money: by year, by kind, by package, up to a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cuakhau.portfolio.works.rules.project import Entry
from cuakhau.portfolio.works.rules.words import kinds

LAST_DAY_OF_YEAR = (1, 31)  # capital of a year is paid until 31 January of the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The capital plan of a year and what was disbursed of it, in dong; `plan_vnd` may be unknown.

    `carried_vnd` and `advanced_vnd` come on top of the plan. `left_vnd` may be carried over.
    """

    year: int
    plan_vnd: int | None
    carried_vnd: int
    advanced_vnd: int
    paid_vnd: int

    @property
    def whole_vnd(self) -> int | None:
        """The plan with what was carried over and advanced."""
        if self.plan_vnd is None:
            return None
        return self.plan_vnd + self.carried_vnd + self.advanced_vnd

    @property
    def left_vnd(self) -> int | None:
        """What is not disbursed yet."""
        return None if self.whole_vnd is None else self.whole_vnd - self.paid_vnd

    @property
    def share_pct(self) -> float | None:
        """How much of the plan is disbursed, in percent."""
        return 100 * self.paid_vnd / self.whole_vnd if self.whole_vnd else None


def add(entries: Iterable[Entry], kind: str, *, until: date | None = None) -> int:
    """Add the lines of a kind."""
    return sum(
        one.amount_vnd
        for one in entries
        if one.kind == kind and (until is None or one.day <= until)
    )


def is_paid(entry: Entry) -> bool:
    """Tell whether a line is a disbursement."""
    return kinds()[entry.kind].group == "paid"


def disbursed(entries: Iterable[Entry], *, until: date | None = None) -> int:
    """Add what was disbursed in all years."""
    return sum(
        one.amount_vnd for one in entries if is_paid(one) and (until is None or one.day <= until)
    )


def years(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Give each year that a line speaks of. What came before the register is in none."""
    rows = [one for one in entries if one.kind not in ("opening", "accepted", "scheduled")]
    out = []
    for year in sorted({one.year for one in rows}):
        mine = [one for one in rows if one.year == year]
        has_plan = any(kinds()[one.kind].group == "plan" for one in mine)
        if not has_plan and not any(is_paid(one) for one in mine):
            continue
        out.append(
            Year(
                year=year,
                plan_vnd=add(mine, "plan") if has_plan else None,
                carried_vnd=add(mine, "carried"),
                advanced_vnd=add(mine, "advanced_capital"),
                paid_vnd=disbursed(mine),
            )
        )
    return tuple(out)


def find_year(entries: Iterable[Entry], year: int) -> Year | None:
    """Give one year, where a line speaks of it."""
    return next((one for one in years(entries) if one.year == year), None)


def paid_to_package(entries: Iterable[Entry], package: str) -> int:
    """Add what a package was paid and advanced."""
    return sum(one.amount_vnd for one in entries if one.package == package and is_paid(one))


def advance_left(entries: Iterable[Entry]) -> int:
    """Give the advances that were not recovered yet."""
    rows = list(entries)
    return add(rows, "advance") - add(rows, "recovered")


def last_day_of(year: int) -> date:
    """Give the last day on which capital of a year is paid."""
    return date(year + 1, *LAST_DAY_OF_YEAR)
