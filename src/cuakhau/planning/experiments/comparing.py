"""Scenarios beside one another on the same luck: what each is, and by how much it differs.

Every vehicle meets the same luck in every scenario (common random numbers), so the difference of a
pair of runs has far less noise than each run, and its interval is that of the pairs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cuakhau.planning.experiments.interval import CONFIDENCE, Interval, interval_of, paired
from cuakhau.planning.experiments.measured import ALL, Measured

MEASURES = (
    "left_a_day",
    "turned_back",
    "inside",
    "wait.mean",
    "wait.median",
    "wait.p90",
    "stay.mean",
    "stay.median",
    "stay.p90",
    "yard.mean",
)
OF_ALL = (*MEASURES, "cost_vnd")
YARD_MEASURES = ("mean", "peak", "mean_m", "peak_m")


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of one group in one scenario: its value, and the paired difference to the first.

    The first scenario differs from itself by nothing; its `difference` is `None`.
    """

    scenario: str
    group: str
    measure: str
    value: Interval
    difference: Interval | None


class NotPaired(ValueError):
    """Raised when scenarios were not run on the same seeds, in the same order."""


def compare(
    runs: Mapping[str, Sequence[Measured]],
    *,
    groups: Sequence[str] | None = None,
    confidence: float = CONFIDENCE,
) -> tuple[Compared, ...]:
    """Compare each scenario with the first, measure by measure, for every group or for `groups`.

    Raises `NotPaired`.
    """
    base, *_ = runs.values()
    for name, measured in runs.items():
        if [one.seed for one in measured] != [one.seed for one in base]:
            raise NotPaired(f"{name} was not run on the seeds of the first scenario")
    rows = list(_rows(runs, groups))
    return tuple(_compared(row, runs, base, confidence) for row in rows)


def _rows(
    runs: Mapping[str, Sequence[Measured]], groups: Sequence[str] | None
) -> Iterator[tuple[str, str, str]]:
    found = dict.fromkeys(g for ms in runs.values() for m in ms[:1] for g in m.groups)
    yards = dict.fromkeys(y for ms in runs.values() for m in ms[:1] for y in m.yards)
    wanted = [*found, *(f"yard/{yard}" for yard in yards)] if groups is None else groups
    for group in wanted:
        for measure in _measures_of(group):
            for name in runs:
                yield name, group, measure


def _measures_of(group: str) -> tuple[str, ...]:
    if group.startswith("yard/"):
        return YARD_MEASURES
    return OF_ALL if group == ALL else MEASURES


def _compared(
    row: tuple[str, str, str],
    runs: Mapping[str, Sequence[Measured]],
    base: Sequence[Measured],
    confidence: float,
) -> Compared:
    name, group, measure = row
    values = [one.value(group, measure) for one in runs[name]]
    before = [one.value(group, measure) for one in base]
    difference = None
    if runs[name] is not base:
        difference = paired(before, values, confidence=confidence)
    return Compared(name, group, measure, interval_of(values, confidence=confidence), difference)
