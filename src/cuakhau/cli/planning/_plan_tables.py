"""The answer of `cuakhau plan` as tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cuakhau.cli.planning import _words
from cuakhau.cli.planning._naming import list_stations, post_name
from cuakhau.cli.planning._plan_words import WORDS
from cuakhau.cli.planning._tables import console, table

if TYPE_CHECKING:
    from rich.table import Table

    from cuakhau.planning.experiments.interval import Interval
    from cuakhau.planning.search.answer import Answer, Judged
    from cuakhau.planning.search.ground import Ground
    from cuakhau.planning.search.lever import Lever
    from cuakhau.zone.types import Language

OPTIONS = ("cheap", "balanced", "fast")
MOST_CHANGES = 12  # of each plan; all of them stand in the saved file and in --json


def show(
    ground: "Ground", facts: Mapping[str, Any], answer: "Answer", language: "Language"
) -> None:
    """Print the plans, what bounds them, the front, and what each option changes."""
    words, out = WORDS[language], console()
    dated = ground.zone.at(ground.first_day)
    zone = dated.name_of(ground.zone.name.removesuffix("-demo"), language)
    budget = {
        "vnd": _words.number(facts["budget_vnd"], language, places=0),
        "people": _words.number(facts["people"], language),
    }
    out.print(words["title"].format_map({**facts, **budget, "zone": zone}), style="bold")
    out.print(_plans(answer, language))
    by_slots = any(lever.kind == "slots" for lever in answer.room.levers)
    out.print(
        words["fluid" if by_slots else "bound"].format(hours=_words.hours(answer.bound_s, language))
    )
    out.print(words["sure" if answer.is_sure else "unsure"], style="dim")
    if facts["assumed_prices"]:
        prices = ", ".join(facts["assumed_prices"])
        out.print(words["assumed"].format(prices=prices), style="yellow")
    _warn(out, ground, answer, language)
    out.print(_front(answer, language))
    shown = set()
    for option in OPTIONS:
        plan = getattr(answer.options, option).plan
        if plan not in shown and plan != answer.room.today:
            out.print(_changes(ground, answer.get(plan), answer, option, language))
        shown.add(plan)
    out.print(words["tried"].format(tried=answer.tried, wall_s=facts["wall_s"]), style="dim")


def _plans(answer: "Answer", language: "Language") -> "Table":
    words = WORDS[language]
    headings = ("plan", "cost", "people", "wait", "saves", "p90", "left", "inside")
    made = table(*(words[one] for one in headings))
    named = {option: answer.get(getattr(answer.options, option).plan) for option in OPTIONS}
    rows = {"today": answer.today, "proportional": answer.proportional, **named}
    for name, judged in rows.items():
        made.add_row(
            words[name],
            _words.number(judged.cost_vnd, language, places=0),
            _words.number(judged.people, language),
            _words.hours(judged.wait_s.mean, language),
            "" if name == "today" else _saving(judged.saves_s, language),
            _words.hours(_mean(judged, "wait.p90"), language),
            _words.number(_mean(judged, "left_a_day"), language),
            _words.number(_mean(judged, "inside"), language, places=0),
        )
    return made


def _saving(saves: "Interval", language: "Language") -> str:
    return _words.measured(saves, "wait.mean", language)


def _mean(judged: "Judged", measure: str) -> float | None:
    from cuakhau.planning.experiments.interval import interval_of

    return interval_of([run.value("all", measure) for run in judged.runs]).mean


def _warn(out: Any, ground: "Ground", answer: "Answer", language: "Language") -> None:
    dated = ground.zone.at(ground.first_day)
    fast = answer.get(answer.options.fast.plan)
    for name, judged in (("today", answer.today), ("fast", fast)):
        if judged.runs[0].unstable:
            posts, stations = ground.window.twin.posts, judged.runs[0].unstable
            named = list_stations(dated, posts, stations, language)
            words = {"name": WORDS[language][name], "stations": named}
            out.print(WORDS[language]["unstable"].format_map(words), style="red")


def _front(answer: "Answer", language: "Language") -> "Table":
    words = WORDS[language]
    made = table(words["front"], words["cost"], words["wait"])
    names = {getattr(answer.options, option).plan: words[option] for option in OPTIONS[::-1]}
    for point in answer.front:
        label = words["today"] if point.plan == answer.room.today else names.get(point.plan, "")
        cost = _words.number(point.cost_vnd, language, places=0)
        made.add_row(label, cost, _words.hours(point.wait_s, language))
    return made


def _changes(
    ground: "Ground", judged: "Judged", answer: "Answer", option: str, language: "Language"
) -> "Table":
    words = WORDS[language]
    made = table(words["changes"].format(name=words[option]), "", words["today"], words["plan"])
    turned = [
        (lever, value)
        for lever, value in zip(answer.room.levers, judged.plan, strict=True)
        if value != lever.today
    ]
    turned.sort(key=lambda pair: -abs(pair[1] - pair[0].today) * max(pair[0].vnd, 1))
    for lever, value in turned[:MOST_CHANGES]:
        made.add_row(
            _place(ground, lever, language), words[lever.kind], str(lever.today), str(value)
        )
    if len(turned) > MOST_CHANGES:
        made.add_row(f"… +{len(turned) - MOST_CHANGES}", "", "", "")
    return made


def _place(ground: "Ground", lever: "Lever", language: "Language") -> str:
    """Name what a lever turns, and in which part of the day."""
    dated = ground.zone.at(ground.first_day)
    post = ground.post_by_id.get(lever.target) if lever.hours else None
    if post is None:
        return dated.name_of(lever.target, language)
    hours = f" {lever.hours[0]:02}–{lever.hours[1]:02}" if lever.hours else ""
    return f"{post_name(dated, post, language)}{hours}"
