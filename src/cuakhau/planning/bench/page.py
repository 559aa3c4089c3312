"""The page of the workbench: groups of sliders, each with today's number and on what it rests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures.plans.runs import ENDS
from cuakhau.planning.bench.lots import Lot, list_lots
from cuakhau.planning.bench.quick import MOST_DAYS, REPS, Quick
from cuakhau.planning.bench.reading import REPS as REPS_OF_A_RUN
from cuakhau.planning.bench.reading import read_start
from cuakhau.planning.bench.telling import Teller, tell_twin
from cuakhau.planning.compare.build import judge
from cuakhau.planning.compare.words import measure_word, verdict_word
from cuakhau.planning.experiments.measured import ALL
from cuakhau.planning.mapped import draw_places
from cuakhau.planning.runs.acts import MOST_DAYS as MOST_DAYS_OF_A_RUN
from cuakhau.planning.runs.acts import MOST_REPS
from cuakhau.planning.scenarios.levers import list_goods, list_yards, read_fields
from cuakhau.planning.scenarios.names import name_step, name_unstable
from cuakhau.planning.scenarios.reading import find_scenario
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import ANY, Post
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

Said = Mapping[str, str]
QUICK_MEASURES = ("wait_mean", "wait_p90", "left_a_day", "inside")
LEAST_ABOVE, MOST_PLACES = 4, 100_000


def build_page(
    zone: Zone, twin: Twin, said: dict[str, str], today: date, language: Language
) -> dict[str, Any]:
    """Give the form: where it starts, the sliders by place, the scenario as text."""
    start = read_start(said, today)
    dated, then = zone.at(start.first_day), twin.during(start.first_day, 1)
    scenario = find_scenario(said.get("text", ""))
    fields = read_fields(dated, then, scenario) if scenario is not None else None
    # A text that says more than the sliders can stays a text.
    said = said if fields is None else {**said, **fields, "text": ""}
    told = tell_twin(zone, twin, start.first_day, language)
    return {
        "twin": told,
        "start": start,
        "day": start.first_day.isoformat(),
        "days": start.days,
        "reps": said.get("reps") or REPS_OF_A_RUN,
        "most_days": MOST_DAYS_OF_A_RUN,
        "most_reps": MOST_REPS,
        "name": said.get("name", ""),
        "text": said.get("text", ""),
        "demand": _demand(dated, then, said, language),
        "places": _posts_by_place(dated, then, told, said, language),
        "yards": _yards(dated, then, told, said, language),
        "map": draw_places(dated, _used(then), language),
        "stop": {key: said.get(f"c.{key}", "") for key in ("place", "side", "from", "until")},
        "stop_places": _stop_places(dated, then, language),
        "merge": {key: said.get(f"m.{key}", "") for key in ("one", "other")},
        "steps": _steps(dated, then, language),
        "quick_reps": REPS,
        "most_quick": MOST_DAYS,
    }


def build_answer(quick: Quick, language: Language) -> dict[str, Any]:
    """Give the quick answer: a few measures and what they change."""
    rows = []
    for measure in QUICK_MEASURES:
        mean, low, high = (quick.take(measure, group=ALL, of=side) for side in ENDS)
        changes = [quick.take_change(measure, group=ALL, of=side) for side in ENDS]
        verdict = judge(measure, changes)
        rows.append(
            {
                "name": measure_word(measure),
                "mean": mean,
                "low": low,
                "high": high,
                "is_time": mean.unit == "minute",
                "change": changes[0] if quick.is_changed else None,
                "verdict": verdict,
                "word": verdict_word(verdict),
            }
        )
    return {
        "rows": rows,
        "unstable": name_unstable(quick.zone, quick.measured, language),
        "is_changed": quick.is_changed,
    }


def _demand(dated: Zone, twin: Twin, said: Said, language: Language) -> list[dict[str, Any]]:
    names = {"all": _("All vehicles")}
    names |= {goods: dated.name_of(goods, language) for goods in list_goods(twin)}
    return [
        {"field": f"d.{key}", "name": name, "value": said.get(f"d.{key}") or "100"}
        for key, name in names.items()
    ]


def _posts_by_place(
    dated: Zone, twin: Twin, told: Mapping[str, Any], said: Said, language: Language
) -> list[dict[str, Any]]:
    """Put posts together that share places; those that serve everywhere come last."""
    rows = {row["id"]: row for row in told["posts"]}
    teller = Teller(dated, twin, language)
    return [
        {
            "id": lot.places[0],
            "name": _("Everywhere") if ANY in lot.places else teller.name(_head(dated, lot)),
            "posts": [_post(rows[post.id], post, lot, said) for post in lot.posts],
        }
        for lot in sorted(list_lots(twin.posts), key=lambda lot: ANY in lot.places)
    ]


def _head(dated: Zone, lot: Lot) -> str:
    """Choose the place that a lot of posts is called by: a gate before a route."""
    routes = {route.id for route in dated.routes}
    return next((place for place in lot.places if place not in routes), lot.places[0])


def _post(row: dict[str, Any], post: Post, lot: Lot, said: Said) -> dict[str, Any]:
    return {
        **row,
        "about": "" if set(post.places) >= set(lot.places) else row["places"],
        "field": f"s.{post.id}",
        "value": said.get(f"s.{post.id}") or post.servers,
        "most": max(2 * post.servers, post.servers + LEAST_ABOVE),
        "quota_field": f"q.{post.id}" if post.per_day is not None else "",
        "quota_value": said.get(f"q.{post.id}") or post.per_day,
        "quota_today": post.per_day,
        "quota_most": 2 * (post.per_day or 0),
    }


def _yards(
    dated: Zone, twin: Twin, told: Mapping[str, Any], said: Said, language: Language
) -> list[dict[str, Any]]:
    """Give each yard that is used: its places for any class, and those of one class alone."""
    rows = {row["id"]: row for row in told["yards"]}
    return [
        {
            **rows[yard],
            **_lever(f"y.{yard}", today.places, said),
            "is_known": today.places is not None,
            "classes": [
                {
                    "name": dated.name_of(kind, language),
                    **_lever(f"y.{yard}.{kind}", own, said),
                }
                for kind, own in today.of_class.items()
            ],
        }
        for yard, today in list_yards(dated, twin).items()
    ]


def _lever(field: str, today: int | None, said: Said) -> dict[str, Any]:
    return {
        "field": field,
        "today": "" if today is None else today,
        "value": said.get(field) or ("" if today is None else today),
        "most": max(MOST_PLACES, 2 * (today or 0)),
    }


def _used(twin: Twin) -> set[str]:
    coming = [one for one in twin.streams if one.per_day]
    return {place for one in coming for place in (one.place, *one.yards, *one.buffer)}


def _stop_places(dated: Zone, twin: Twin, language: Language) -> list[tuple[str, str]]:
    places = dict.fromkeys(one.place for one in twin.streams if one.per_day)
    gates = dict.fromkeys(dated.find_gate_of(place) or place for place in places)
    every = dict.fromkeys((ANY, *gates, *places))
    return [(one, _("all gates") if one == ANY else dated.name_of(one, language)) for one in every]


def _steps(dated: Zone, twin: Twin, language: Language) -> list[tuple[str, str]]:
    steps = dict.fromkeys(step.partition("/")[0] for post in twin.posts for step in post.steps)
    return [(step, name_step(dated, step, language)) for step in steps]
