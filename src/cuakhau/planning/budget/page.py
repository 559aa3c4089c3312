"""What a budget buys, in a table: three plans beside today's and a plain one, and the front."""

import threading
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.planning.experiments.interval import Interval
from cuakhau.planning.search.answer import Answer, Effort, Judged, find_plans
from cuakhau.planning.search.finding import Search
from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.lever import Budget
from cuakhau.planning.search.prices import prices_of
from cuakhau.planning.search.scenario import scenario_of, write
from cuakhau.planning.twins import get_twin
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

DAYS = 2
# A look while somebody waits; `cuakhau plan` searches longer and confirms more.
EFFORT = Effort(tries=45, search_days=2, give_up=15, search_runs=1, confirm_runs=10)
MINUTE_S, HOUR_S = 60, 3600
WIDTH, HEIGHT = 480, 150
_turn = threading.Lock()


def build_options(
    zone: Zone, first_day: date, budget: Budget, language: Language
) -> dict[str, Any]:
    """Give the plans that a budget buys. Raises `PlanRefused`, `TwinMistakes`, `NotInZone`."""
    with _turn:  # a search takes all cores; the second who asks the same has it at once
        ground, answer = _search(zone, first_day, budget)
    named = {
        "today": (_("Today"), answer.today),
        "proportional": (_("Budget spread by work"), answer.proportional),
        "cheap": (_("Cheap"), answer.get(answer.options.cheap.plan)),
        "balanced": (_("Balanced"), answer.get(answer.options.balanced.plan)),
        "fast": (_("Fast"), answer.get(answer.options.fast.plan)),
    }
    return {
        "rows": [
            {
                **_row(judged, language),
                "id": key,
                "name": name,
                "text": "" if key == "today" else _text(ground, answer, judged, name),
            }
            for key, (name, judged) in named.items()
        ],
        "bound": _hours(answer.bound_s, language),
        "tried": answer.tried,
        "is_sure": answer.is_sure,
        "days": DAYS,
        "front": _draw(answer),
        "assumed": any(row.basis == "assumed" for row in ground.window.twin.prices),
    }


@lru_cache(maxsize=16)
def _search(zone: Zone, first_day: date, budget: Budget) -> tuple[Ground, Answer]:
    ground = Ground(zone, get_twin(zone), first_day, DAYS)
    search = Search(("officers",), prices_of(ground.window.twin.prices))
    return ground, find_plans(ground, search, budget, effort=EFFORT)


def _text(ground: Ground, answer: Answer, judged: Judged, name: str) -> str:
    turned = zip(answer.room.levers, judged.plan, strict=True)
    return write(scenario_of(ground, turned, name=name))


def _row(judged: Judged, language: Language) -> dict[str, Any]:
    saves = judged.saves_s
    return {
        "cost": format_number(judged.cost_vnd, language),
        "people": format_number(round(judged.people), language),
        "wait": _hours(judged.wait_s.mean, language),
        "saves": _minutes(saves.mean, language),
        "from": _minutes(saves.low, language),
        "to": _minutes(saves.high, language),
        "is_clear": _is_clear(saves),
    }


def _is_clear(saves: Interval) -> bool:
    return saves.low is not None and saves.low > 0


def _hours(seconds: float | None, language: Language) -> str:
    if seconds is None:
        return ""
    text = f"{seconds / HOUR_S:.1f}"
    return text.replace(".", ",") if language == "vi" else text


def _minutes(seconds: float | None, language: Language) -> str:
    return "" if seconds is None else format_number(round(seconds / MINUTE_S), language)


def _draw(answer: Answer) -> dict[str, Any]:
    """Draw the front: dearer to the right, longer waits higher."""
    points = [(point.cost_vnd, point.wait_s) for point in answer.front]
    dearest = max(1, *(cost for cost, _wait in points))
    waits = [wait for _cost, wait in points]
    least, most = min(waits), max(waits)
    dots = [
        (
            max(0, round(cost * WIDTH / dearest)),
            HEIGHT - round((wait - least) * HEIGHT / max(1e-9, most - least)),
        )
        for cost, wait in points
    ]
    return {"dots": [{"x": x, "y": y} for x, y in dots], "path": _path(dots)}


def _path(dots: Iterable[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in dots)
