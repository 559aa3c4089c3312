"""Red flags: what is no breach, yet needs somebody's eye. Each names its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cuakhau.portfolio.works.rules.checks import Case
from cuakhau.portfolio.works.rules.money import advance_left, find_year, is_paid
from cuakhau.portfolio.works.rules.pace import forecast_of
from cuakhau.portfolio.works.rules.project import state_of

SLOW_POINTS = 20  # behind an even pace through the year, in percent of the plan
LATE_DAYS = 30
SILENT_DAYS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag by its kind, with the facts that its sentence names."""

    kind: str
    facts: dict[str, Any]


def list_flags(case: Case) -> list[Flag]:
    """Give the red flags of a project that is under way."""
    if state_of(case.project) in ("dropped",) or case.project.done("closed"):
        return []
    flags = list(_of_time(case))
    flags += _of_money(case)
    flags += _of_problems(case)
    return flags


def _of_time(case: Case) -> Iterator[Flag]:
    for one in case.project.stages:
        if one.planned and not one.done and one.planned < case.today:
            days = (case.today - one.planned).days
            yield Flag(kind="stage_late", facts={"stage": one.kind, "days": days})
    if state_of(case.project) == "in_use":
        return
    ahead = forecast_of(case.project, case.entries)
    if ahead and ahead.late_days > LATE_DAYS:
        yield Flag(kind="will_be_late", facts={"days": ahead.late_days, "day": ahead.expected})
    site = case.project.site
    if (
        site.area_m2
        and site.cleared_m2 is not None
        and site.cleared_m2 < site.area_m2
        and state_of(case.project) == "building"
    ):
        yield Flag(kind="site_open", facts={"left": site.area_m2 - site.cleared_m2})


def _of_money(case: Case) -> Iterator[Flag]:
    year = find_year(case.entries, case.today.year)
    if year is not None and year.plan_vnd is None and year.paid_vnd:
        yield Flag(kind="no_plan", facts={"year": year.year})
    if year is not None and year.share_pct is not None:
        even = 100 * (case.today - date(year.year, 1, 1)).days / 365
        if year.share_pct < even - SLOW_POINTS:
            facts = {"year": year.year, "share": round(year.share_pct), "even": round(even)}
            yield Flag(kind="slow_money", facts=facts)
    left = advance_left(case.entries)
    if left > 0 and case.project.done("hand_over"):
        yield Flag(kind="advance_left", facts={"amount": left})
    moved = [one.day for one in case.entries if is_paid(one) or one.kind == "accepted"]
    if moved and state_of(case.project) == "building":
        silent = (case.today - max(moved)).days
        if silent > SILENT_DAYS:
            yield Flag(kind="silent", facts={"days": silent})


def _of_problems(case: Case) -> Iterator[Flag]:
    for one in case.project.problems:
        if one.solved is None and one.due and one.due < case.today:
            facts = {"text": one.text, "who": one.must_act, "days": (case.today - one.due).days}
            yield Flag(kind="problem_late", facts=facts)
        elif one.solved is None and not one.must_act:
            yield Flag(kind="problem_of_nobody", facts={"text": one.text})
