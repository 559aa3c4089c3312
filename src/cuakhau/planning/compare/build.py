"""What stands side by side: which runs, measure by measure, group by group, yard by yard."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cuakhau.figures import Figure
from cuakhau.figures.plans.runs import ENDS
from cuakhau.planning.compare.chart import Line, draw
from cuakhau.planning.compare.words import ROAD, measure_word
from cuakhau.planning.experiments.measured import ALL
from cuakhau.planning.models import DONE, Run
from cuakhau.planning.refusals import (
    p94_run_is_over,
    p95_five_side_by_side,
    p97_same_days_are_compared,
    refuse,
)
from cuakhau.planning.runs.figures import Beside, Kept, open_kept, put_beside
from cuakhau.planning.runs.values import list_groups

MOST = 5
MARKS = "ABCDE"
# What the whole zone is told by, and by what a gate or class.
MEASURES = (
    "wait_mean", "wait_median", "wait_p90", "stay_mean", "yard_stay", "left_a_day", "inside",
    "turned_back", "cost",
)  # fmt: skip
BY_GROUP = ("wait_mean", "wait_median", "wait_p90", "left_a_day", "inside")
LESS_IS_BETTER = {
    "wait_mean",
    "wait_median",
    "wait_p90",
    "stay_mean",
    "yard_stay",
    "inside",
    "cost",
}


@dataclass(frozen=True)
class SideBySide:
    """Runs of the same days and luck; the first is the base."""

    kept: tuple[Kept, ...]

    @property
    def base(self) -> Kept:
        """The run that the others are compared with."""
        return self.kept[0]

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """Each other run beside the base."""
        return tuple(put_beside(self.base, other) for other in self.kept[1:])

    def mark(self, kept: Kept) -> str:
        """The letter of a run on this page."""
        return MARKS[self.kept.index(kept)]


def put_side_by_side(runs: Sequence[Run]) -> SideBySide:
    """Compare runs. Raises P94, P95 or P97 where that makes no sense."""
    if not 1 <= len(runs) <= MOST:
        raise refuse(p95_five_side_by_side, chosen=len(runs), most=MOST)
    if any(run.status != DONE for run in runs):
        raise refuse(p94_run_is_over)
    if len({(run.first_day, run.days, run.seed, run.reps) for run in runs}) > 1:
        raise refuse(p97_same_days_are_compared)
    return SideBySide(tuple(open_kept(run) for run in runs))


def build_rows(sides: SideBySide, group: str, measures: Sequence[str]) -> list[dict[str, Any]]:
    """Give a row for each measure with a cell for each run."""
    return [
        {
            "id": measure,
            "name": measure_word(measure),
            "cells": [_cell(sides, kept, measure, group) for kept in sides.kept],
        }
        for measure in measures
    ]


def build_groups(sides: SideBySide, grouping: str, measure: str) -> list[dict[str, Any]]:
    """Give a row for each gate or class with a cell for each run."""
    groups = dict.fromkeys(
        group for kept in sides.kept for group in list_groups(kept.measured, grouping)
    )
    return [
        {
            "id": group.partition("/")[2],
            "cells": [_cell(sides, kept, measure, group) for kept in sides.kept],
        }
        for group in groups
    ]


def build_yards(sides: SideBySide) -> list[dict[str, Any]]:
    """Give a chart for each yard that anybody stood in, and its numbers; roads come last."""
    yards = dict.fromkeys(yard for kept in sides.kept for yard in kept.measured[0].yards)
    charts = [_yard(sides, yard) for yard in yards]
    used = [one for one in charts if any(cell["peak"].value for cell in one["cells"])]
    return sorted(used, key=lambda one: one["is_road"])


def _yard(sides: SideBySide, yard: str) -> dict[str, Any]:
    group = f"yard/{yard}"
    lines = [
        Line(
            sides.mark(kept),
            *(
                [kept.take("yard_hour", group=group, hour=hour, of=side) for hour in range(24)]
                for side in ENDS
            ),
        )
        for kept in sides.kept
    ]
    tops = [one for line in lines for one in (*line.mean, *line.high) if one.value is not None]
    top = max(tops, key=lambda one: float(one.value or 0), default=None)
    use = sides.base.measured[0].yards.get(yard)
    places = None if use is None else use.places
    return {
        "id": yard,
        "is_road": yard.startswith(ROAD),
        "places": places,
        "length_m": None if use is None or use.length_m is None else round(use.length_m),
        "chart": draw(lines, top, places),
        "cells": [
            {
                "mark": sides.mark(kept),
                "mean": kept.take("yard_use", group=group, of="mean"),
                "peak": kept.take("yard_peak", group=group, of="mean"),
                "mean_m": kept.take("road_mean", group=group, of="mean"),
                "peak_m": kept.take("road_peak", group=group, of="mean"),
            }
            for kept in sides.kept
        ],
        "hours": [
            {"hour": f"{hour:02d}:00", "cells": [line.mean[hour] for line in lines]}
            for hour in range(24)
        ],
    }


def _cell(sides: SideBySide, kept: Kept, measure: str, group: str = ALL) -> dict[str, Any]:
    mean, low, high = (kept.take(measure, group=group, of=side) for side in ENDS)
    cell: dict[str, Any] = {
        "mark": sides.mark(kept),
        "mean": mean,
        "low": low,
        "high": high,
        "is_time": mean.unit == "minute",
        "is_sure": low.value == high.value,  # an interval of one number says nothing more
        "change": None,
    }
    if kept is not sides.base:
        beside = sides.beside[sides.kept.index(kept) - 1]
        ends = [beside.take(measure, group=group, of=side) for side in ENDS]
        cell |= {"change": ends[0], "from": ends[1], "to": ends[2]}
        cell["verdict"] = judge(measure, ends)
    return cell


def judge(measure: str, ends: Sequence[Figure]) -> str:
    """Say what a change is: `unknown`, `unclear`, `same`, `better`, `worse`, `more` or `fewer`."""
    mean, low, high = (one.value for one in ends)
    if mean is None or low is None or high is None:
        return "unknown"
    if low == high == 0:
        return "same"
    if low <= 0 <= high:
        return "unclear"
    if measure in LESS_IS_BETTER:
        return "better" if mean < 0 else "worse"
    if measure == "left_a_day":
        return "better" if mean > 0 else "worse"
    return "more" if mean > 0 else "fewer"
