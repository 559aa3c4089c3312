"""Draws the stages and the money of made-up works."""

from collections.abc import Iterator
from datetime import date, timedelta

from cuakhau.portfolio.works.rules.project import Entry, Stage

BILLION = 1_000_000_000
DOCUMENT = "chứng từ dựng"


def stages_of(decided: date, begins: date, ends: date) -> tuple[Stage, ...]:
    months = timedelta(days=30)
    return (
        Stage(kind="proposal", done=decided - 3 * months, document="TTr 18/TTr-MAU"),
        Stage(kind="policy_decision", done=decided, document="NQ 11/NQ-MAU"),
        Stage(kind="investment_decision", done=decided + 5 * months, document="QĐ 20/QĐ-MAU"),
        Stage(kind="design", done=decided + 7 * months),
        Stage(kind="contract", done=begins - timedelta(days=12)),
        Stage(kind="ground_breaking", planned=begins, done=begins),
        Stage(kind="hand_over", planned=ends),
    )


def schedule(code: str, begins: date, ends: date, billions: int) -> Iterator[Entry]:
    """Plan volume quarter by quarter: slow at both ends, as builders do."""
    steps = max((ends - begins).days // 91, 2)
    before = 0
    for step in range(1, steps + 1):
        share = step / steps
        total = round(billions * 1000 * (3 * share**2 - 2 * share**3))
        day = begins + (ends - begins) * step // steps
        yield line(code, "scheduled", day.year, (total - before) / 1000, day)
        before = total


def work(
    code: str,
    package: str,
    begins: date,
    quarters: tuple[int, ...],
    paid: float,
    recovered: float = 0,
) -> Iterator[Entry]:
    """Accept volume each quarter, and pay a share of it three weeks later."""
    for number, billions in enumerate(quarters, start=1):
        day = begins + timedelta(days=91 * number)
        yield line(code, "accepted", day.year, billions, day, package)
        then = day + timedelta(days=21)
        yield line(code, "payment", then.year, billions * paid, then, package)
        if recovered:
            yield line(code, "recovered", then.year, billions * recovered, then, package)


def money(
    code: str, year: int, plan: float, lines: tuple[tuple[str, float, int, int, str], ...]
) -> Iterator[Entry]:
    yield line(code, "plan", year, plan, date(year, 1, 10))
    for kind, billions, month, day, package in lines:
        yield line(code, kind, year, billions, date(year, month, day), package)


def line(code: str, kind: str, year: int, billions: float, day: date, package: str = "") -> Entry:
    return Entry(
        project=code, kind=kind, year=year, amount_vnd=round(billions * BILLION), day=day,
        package=package, document=DOCUMENT,
    )  # fmt: skip
