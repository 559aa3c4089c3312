"""The rules that a project and its money keep: each gives what is broken, and nothing where a
number that it needs is unknown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cuakhau.portfolio.works.rules import refusals
from cuakhau.portfolio.works.rules.law import possible_groups
from cuakhau.portfolio.works.rules.money import (
    add,
    disbursed,
    is_paid,
    last_day_of,
    paid_to_package,
    years,
)
from cuakhau.portfolio.works.rules.project import Entry, Project
from cuakhau.portfolio.works.rules.refusals import NotOfWorks, broken
from cuakhau.portfolio.works.rules.words import kinds, law_on, stages
from cuakhau.zone.refusal import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A project, its lines of money, and the day on which it is looked at."""

    project: Project
    entries: Sequence[Entry]
    today: date


def list_broken(case: Case) -> list[NotOfWorks]:
    """Give every rule that a project breaks."""
    return [one for rule in RULES for one in rule(case)]


def vnd(amount: int) -> str:
    """Write dong as the rules say it, in every language."""
    return f"{amount:,} đ".replace(",", ".")


def named(words: Any, row: str) -> Named:
    """Give an id the names it has among these words."""
    return Named(row, words[row].names)


def _g1(case: Case) -> Iterator[NotOfWorks]:
    total, paid = case.project.total_vnd, disbursed(case.entries)
    if total is not None and paid > total:
        yield broken(refusals.g1_disbursed_within_total, paid=vnd(paid), total=vnd(total))


def _g2(case: Case) -> Iterator[NotOfWorks]:
    for one in years(case.entries):
        if one.whole_vnd is not None and one.paid_vnd > one.whole_vnd:
            facts = {"year": one.year, "paid": vnd(one.paid_vnd), "plan": vnd(one.whole_vnd)}
            yield broken(refusals.g2_disbursed_within_plan_of_year, **facts)


# What need not wait for all that stands before it: land is cleared while contracts are signed.
FREE = frozenset({"clearance", "building"})


def _g3(case: Case) -> Iterator[NotOfWorks]:
    last: tuple[str, date] | None = None
    for kind in stages():
        day = case.project.done(kind)
        if day is None or kind in FREE:
            continue
        if last is not None and day < last[1]:
            yield broken(
                refusals.g3_stages_in_order,
                later=named(stages(), kind),
                later_day=f"{day:%d/%m/%Y}",
                earlier=named(stages(), last[0]),
                earlier_day=f"{last[1]:%d/%m/%Y}",
            )
        last = (kind, day)


def _g4(case: Case) -> Iterator[NotOfWorks]:
    one = case.project
    fits = possible_groups(one.law, one.field, one.total_vnd)
    if one.group and one.group not in fits:
        total = "–" if one.total_vnd is None else vnd(one.total_vnd)
        facts = {"group": one.group, "law": one.law, "fits": "/".join(sorted(fits))}
        yield broken(refusals.g4_group_fits_total, total=total, **facts)


def _g5(case: Case) -> Iterator[NotOfWorks]:
    for one in case.project.packages:
        paid = paid_to_package(case.entries, one.code)
        if one.contract_vnd is not None and paid > one.contract_vnd:
            facts = {"paid": vnd(paid), "contract": vnd(one.contract_vnd)}
            yield broken(refusals.g5_package_within_contract, package=one.code, **facts)


def _g6(case: Case) -> Iterator[NotOfWorks]:
    recovered, advances = add(case.entries, "recovered"), add(case.entries, "advance")
    if recovered > advances:
        facts = {"recovered": vnd(recovered), "advances": vnd(advances)}
        yield broken(refusals.g6_recovered_within_advances, **facts)


def _g7(case: Case) -> Iterator[NotOfWorks]:
    there = {one.kind for one in case.entries}
    if "accepted" not in there or there & {"opening", "unsplit"}:
        return  # what was accepted, or how much of it was an advance, is not known
    paid = sum(add(case.entries, kind) for kind in ("payment", "recovered"))
    accepted = add(case.entries, "accepted")
    if paid > accepted:
        facts = {"paid": vnd(paid), "accepted": vnd(accepted)}
        yield broken(refusals.g7_paid_for_accepted_volume, **facts)


def _g8(case: Case) -> Iterator[NotOfWorks]:
    for one in case.entries:
        is_of_year = is_paid(one) and one.kind != "opening"
        if is_of_year and not date(one.year, 1, 1) <= one.day <= last_day_of(one.year):
            facts = {"year": one.year, "day": f"{one.day:%d/%m/%Y}"}
            yield broken(refusals.g8_paid_in_time_of_its_year, **facts)


def _g9(case: Case) -> Iterator[NotOfWorks]:
    total = case.project.total_vnd
    amounts = [one.amount_vnd for one in case.project.funds]
    known = sum(one for one in amounts if one is not None)
    is_wrong = total is not None and (
        known > total or (bool(amounts) and None not in amounts and known != total)
    )
    if total is not None and is_wrong:
        yield broken(refusals.g9_funds_within_total, funds=vnd(known), total=vnd(total))


def _g10(case: Case) -> Iterator[NotOfWorks]:
    total = case.project.total_vnd
    contracts = sum(one.contract_vnd or 0 for one in case.project.packages)
    if total is not None and contracts > total:
        facts = {"contracts": vnd(contracts), "total": vnd(total)}
        yield broken(refusals.g10_contracts_within_total, **facts)


def _g11(case: Case) -> Iterator[NotOfWorks]:
    day = case.project.done("policy_decision")
    right = law_on(day) if day else ""
    if day and right and case.project.law and case.project.law != right:
        facts = {"day": f"{day:%d/%m/%Y}", "right": right, "law": case.project.law}
        yield broken(refusals.g11_law_of_its_day, **facts)


def _g12(case: Case) -> Iterator[NotOfWorks]:
    for one in case.project.stages:
        if one.done and one.done > case.today:
            facts = {"stage": named(stages(), one.kind), "day": f"{one.done:%d/%m/%Y}"}
            yield broken(refusals.g12_done_is_not_ahead, **facts)


def _g13(case: Case) -> Iterator[NotOfWorks]:
    sums: dict[tuple[str, int], int] = {}
    for one in case.entries:
        key = (one.kind, one.year)
        sums[key] = sums.get(key, 0) + one.amount_vnd
    for (kind, year), left in sums.items():
        if left < 0:
            facts = {"kind": named(kinds(), kind), "year": year, "left": vnd(left)}
            yield broken(refusals.g13_corrections_leave_no_debt, **facts)


def _g14(case: Case) -> Iterator[NotOfWorks]:
    site = case.project.site
    if site.area_m2 is not None and site.cleared_m2 is not None and site.cleared_m2 > site.area_m2:
        facts = {"cleared": site.cleared_m2, "area": site.area_m2}
        yield broken(refusals.g14_cleared_within_area, **facts)


RULES: tuple[Callable[[Case], Iterator[NotOfWorks]], ...] = (
    _g1, _g2, _g3, _g4, _g5, _g6, _g7, _g8, _g9, _g10, _g11, _g12, _g13, _g14,
)  # fmt: skip
