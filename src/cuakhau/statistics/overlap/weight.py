"""Which findings matter: the order by what is surely lost, which ones are small or uncertain, and
findings of one kind between the same agencies as one row.

The rule. A finding is small or uncertain where
    unclear    every vehicle shows it only if both read the same paper, which the zone does not say
    uncertain  its minutes fall into so few hours or days that they have no interval
    few        fewer than `LEAST_CASES` vehicles show it
    short      the lower end of its minutes is below `LEAST_MIN`
What is asked twice or left without an outcome has no minutes; only `unclear` and `few` apply to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from cuakhau.statistics.overlap.findings import Between, Finding, Kind

Doubt = Literal["unclear", "uncertain", "few", "short"]
LEAST_CASES, LEAST_MIN = 30, 1.0
WITHOUT_MINUTES: tuple[Kind, ...] = ("asked_twice", "no_outcome")
Order = tuple[bool, float, float, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Findings of one kind between the same agencies, the weightiest first.

    Where they check or ask for several things at one place, these cost the same minutes, and the
    weightiest alone counts there. `cases` are vehicles summed over places; `hours_a_year` and its
    ends are sums too, so that the interval is rather too wide. `minutes` are those of a case.
    """

    kind: Kind
    agencies: tuple[str, ...]
    findings: tuple[Finding, ...]
    cases: int
    minutes: Between | None
    hours_a_year: Between | None

    @property
    def places(self) -> tuple[str, ...]:
        """Give the places, those of the weightiest findings first."""
        return tuple(dict.fromkeys(one.place for one in self.findings))


def doubt_of(one: Finding) -> Doubt | None:
    """Tell why a finding is small or uncertain; `None` where it is neither."""
    if one.unclear == one.hits:
        return "unclear"
    has_minutes = one.kind not in WITHOUT_MINUTES
    if has_minutes and (one.minutes is None or one.minutes.low is None):
        return "uncertain"
    if one.hits < LEAST_CASES:
        return "few"
    low = one.minutes.low if one.minutes else None
    return "short" if low is not None and low < LEAST_MIN else None


def order_of(one: Finding) -> Order:
    """Order findings: what matters before what is small, then by what is surely lost a year."""
    return doubt_of(one) is not None, *_by_hours(one.hours_a_year), -one.hits, one.key


def split(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Part the findings that matter from those that are small or uncertain; both in order."""
    ordered = sorted(findings, key=order_of)
    small = [one for one in ordered if doubt_of(one) is not None]
    return ordered[: len(ordered) - len(small)], small


def group(findings: Iterable[Finding]) -> list[Row]:
    """Put findings of one kind between the same agencies into one row each, weightiest first."""

    def pair(one: Finding) -> tuple[str, tuple[str, ...]]:
        return one.kind, one.agencies

    parts = groupby(sorted(findings, key=pair), key=pair)
    rows = [_sum(sorted(part, key=order_of)) for _pair, part in parts]
    return sorted(rows, key=_order_of_row)


def _order_of_row(row: Row) -> Order:
    return False, *_by_hours(row.hours_a_year), -row.cases, f"{row.kind} {row.agencies}"


def _by_hours(hours: Between | None) -> tuple[float, float]:
    """Give the surely lost and the likely hours, so that the most come first."""
    if hours is None:
        return 1.0, 1.0
    return -max(0.0, hours.low or 0.0), -hours.value


def _sum(findings: Sequence[Finding]) -> Row:
    counted = [one for one in findings if one is _first_there(findings, one)]
    timed = [one for one in counted if one.minutes is not None]
    return Row(
        kind=findings[0].kind,
        agencies=findings[0].agencies,
        findings=tuple(findings),
        cases=sum(one.hits for one in counted),
        minutes=_mean(timed),
        hours_a_year=_add([one.hours_a_year for one in timed if one.hours_a_year is not None]),
    )


def _first_there(findings: Sequence[Finding], one: Finding) -> Finding:
    """Find the weightiest finding of the same place; waits by order differ by their steps too."""

    def seat(finding: Finding) -> tuple[str, ...]:
        steps = finding.steps if finding.kind in ("order_wait", "no_outcome") else ()
        return finding.place, *steps

    return next(other for other in findings if seat(other) == seat(one))


def _add(parts: Sequence[Between]) -> Between | None:
    if not parts:
        return None
    low, high = (_whole([getattr(one, end) for one in parts]) for end in ("low", "high"))
    return Between(sum(one.value for one in parts), low, high)


def _whole(ends: Sequence[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return sum(known) if len(known) == len(ends) else None


def _mean(timed: Sequence[Finding]) -> Between | None:
    """Give minutes of a case: the mean of the findings, weighed by their vehicles."""
    hits = sum(one.hits for one in timed)
    return _add([_times(one.minutes, one.hits / hits) for one in timed if one.minutes])


def _times(one: Between, by: float) -> Between:
    ends = (None if end is None else end * by for end in (one.low, one.high))
    return Between(one.value * by, *ends)
