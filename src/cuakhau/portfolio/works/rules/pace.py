"""The pace of a project by its own past: planned and actual curves, and when it will be done.

Earned schedule: the volume accepted by a day is laid on the planned curve; the day of the plan on
which so much was to be accepted is the time earned. Time earned by time passed is the pace. The
remaining plan, run at that pace, gives the day; the spread of the pace from one acceptance to the
next gives the ends (Student's t, 80 of 100). With fewer than three acceptances nothing is said.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cuakhau.portfolio.works.rules.project import Entry, Project

Curve = tuple[tuple[date, int], ...]  # day, dong in all up to it
LEAST = 3
# Student's t for 80 of 100, by degrees of freedom 2 … 10; beyond, that of the normal curve.
T80 = {2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372}
NORMAL = 1.282
LONGEST = timedelta(days=50 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When a project will be done at its own pace; `earliest` and `latest` end 80 of 100.

    `latest` is unknown where the pace may be none. `late_days` is against the planned curve's end.
    `pace` 1 is as planned.
    """

    planned_end: date
    expected: date
    earliest: date
    latest: date | None
    late_days: int
    pace: float


def curve(entries: Iterable[Entry], kinds: Sequence[str]) -> Curve:
    """Add lines up over days."""
    by_day: dict[date, int] = {}
    for one in entries:
        if one.kind in kinds:
            by_day[one.day] = by_day.get(one.day, 0) + one.amount_vnd
    total, out = 0, []
    for day in sorted(by_day):
        total += by_day[day]
        out.append((day, total))
    return tuple(out)


def earned_day(planned: Curve, begins: date, amount: int) -> date:
    """Give the day of the planned curve on which so much was to stand; of more, the last."""
    before_day, before = begins, 0
    for day, total in planned:
        if total >= amount:
            if total == before:
                return before_day
            share = (amount - before) / (total - before)
            return before_day + timedelta(days=round(share * (day - before_day).days))
        before_day, before = day, total
    return before_day


def forecast_of(project: Project, entries: Sequence[Entry]) -> Forecast | None:
    """Tell when a project will be done; nothing of one that is handed over, or of which too
    little is known."""
    if project.done("hand_over"):
        return None
    return forecast(entries, project.done("ground_breaking"))


def forecast(entries: Sequence[Entry], begins: date | None) -> Forecast | None:
    """Tell when a project that began on a day will be done; `None` where too little is known."""
    planned, actual = curve(entries, ("scheduled",)), curve(entries, ("accepted",))
    if begins is None or not planned or planned[-1][0] <= begins:
        return None
    actual = tuple(one for one in actual if one[0] > begins)
    if len(actual) < LEAST:
        return None
    earned = [(earned_day(planned, begins, total) - begins).days for _, total in actual]
    passed = [(day - begins).days for day, _ in actual]
    pace = earned[-1] / passed[-1]
    whole = (planned[-1][0] - begins).days
    left = whole - earned[-1]
    if pace <= 0:
        return None
    last = actual[-1][0]
    if left <= 0:
        return Forecast(
            planned_end=planned[-1][0], expected=last, earliest=last, latest=last,
            late_days=(last - planned[-1][0]).days, pace=pace,
        )  # fmt: skip
    steps = [
        (e2 - e1, p2 - p1)
        for (e1, p1), (e2, p2) in zip(
            zip([0, *earned], [0, *passed], strict=False), zip(earned, passed, strict=True),
            strict=False,
        )
    ]  # fmt: skip
    error = _error(steps, pace)
    expected = last + _days(left / pace)
    slow = pace - error
    days_of_slow = left / slow if slow > 0 else math.inf
    latest = last + _days(days_of_slow) if days_of_slow < LONGEST.days else None
    return Forecast(
        planned_end=planned[-1][0],
        expected=expected,
        earliest=last + _days(left / (pace + error)),
        latest=latest,
        late_days=(expected - planned[-1][0]).days,
        pace=pace,
    )


def _error(steps: Sequence[tuple[int, int]], pace: float) -> float:
    """Half the width of the interval of the pace, from its residuals step by step."""
    n, whole = len(steps), sum(passed for _, passed in steps)
    squares = sum((earned - pace * passed) ** 2 / passed for earned, passed in steps)
    variance = squares / (n - 1) / whole
    return T80.get(n - 1, NORMAL) * math.sqrt(variance)


def _days(number: float) -> timedelta:
    return timedelta(days=min(math.ceil(number), LONGEST.days))


def planned_on(planned: Curve, day: date) -> int:
    """Give what was to stand on a day, by the last point before it."""
    return max((total for at, total in planned if at <= day), default=0)
