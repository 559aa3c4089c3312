"""`cuakhau plan`: the best use of a budget of money and people, by search on the twin."""

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from cuakhau.cli import _answer
from cuakhau.cli.counting import _told
from cuakhau.cli.planning import _asked, _plan_tables, _plan_words, _way

if TYPE_CHECKING:
    from cuakhau.planning.search.answer import Answer, Judged
    from cuakhau.planning.search.finding import Search
    from cuakhau.planning.search.lever import Kind
    from cuakhau.zone.types import Language

KINDS = ("officers", "lanes", "places", "opening", "slots")
OPTIONS = ("cheap", "balanced", "fast")


class Kinds(click.ParamType):
    """Kinds of levers, separated by commas."""

    name = "kinds"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        """Give the kinds, or say which there are."""
        if isinstance(value, tuple):
            return value
        kinds = tuple(part.strip() for part in value.split(",") if part.strip())
        if not kinds or not set(kinds) <= set(KINDS):
            self.fail(f"{value!r}: choose some of {', '.join(KINDS)}", param, ctx)
        return kinds


@click.command
@click.argument("name", metavar="ZONE")
@click.option("--budget", type=int, required=True, help="Dong a day that may be spent more.")
@click.option("--scenario", type=_asked.scenario_type, help="Plan for what this scenario brings.")
@click.option("--people", type=float, default=0.0, show_default=True, help="People more, of 8 h.")
@click.option("--turn", type=Kinds(), help="What may be turned; all that has a price if left out.")
@click.option(
    "--price", "prices", multiple=True, help="KIND=DONG or KIND:NAME=DONG; again and again."
)
@_asked.days_option
@_asked.day_option
@_asked.seed_option
@click.option("--tries", default=240, show_default=True, help="Plans to try.")
@click.option(
    "--save", type=click.Path(file_okay=False, path_type=Path), help="Folder for the plans."
)
@_told.lang_option
@_answer.json_option
def command(
    *,
    name: str,
    day: date | None,
    save: Path | None,
    language: "Language",
    as_json: bool,
    **asked: Any,
) -> None:
    """Search officers, lanes, places, hours and slots of ZONE under a budget.

    Three plans come out: cheap, balanced and fast, beside today's plan and the budget spent in
    proportion to work, with the least that any plan can wait. They are saved as scenarios.

    Example: cuakhau plan lang-son --budget 20000000 --people 10 --price officer_hour=110000
    """
    began = time.monotonic()
    with _asked.troubles(language, as_json=as_json, stopped=_plan_words.STOPPED):
        _asked.check_size(asked["days"], 1)
        bare = _asked.find_ground(name)
        found = bare.under(asked["scenario"])
        first_day = _asked.first_day_of(found.zone, day)
        from cuakhau.planning.search.answer import Effort, find_plans
        from cuakhau.planning.search.ground import Ground
        from cuakhau.planning.search.lever import Budget

        ground = Ground(found.zone, found.twin, first_day, asked["days"], found.usual)
        search = _search(ground, asked)
        effort = Effort(tries=asked["tries"], seed=asked["seed"])
        label = _plan_words.WORDS[language]["searching"]
        with _way.running(label, as_json=as_json) as way:
            answer = find_plans(
                ground,
                search,
                Budget(vnd=asked["budget"], people=asked["people"]),
                effort=effort,
                watch=way.watch,
            )
        files = _save(ground, answer, save, asked["scenario"]) if save else {}
    facts = {
        "zone": bare.zone.name,
        "zone_version": bare.zone.version,
        "twin": bare.twin.digest,
        "scenario": asked["scenario"].name if asked["scenario"] else None,
        "first_day": first_day.isoformat(),
        "days": asked["days"],
        "budget_vnd": asked["budget"],
        "people": asked["people"],
        "turned": list(search.kinds),
        "assumed_prices": [row.kind for row in _assumed(ground)],
        "wall_s": round(time.monotonic() - began, 3),
    }
    if as_json:
        _answer.show({**facts, **_facts(answer), "files": files}, as_json=True)
        return
    _plan_tables.show(ground, facts, answer, language)
    for file in files.values():
        click.echo(_plan_words.WORDS[language]["saved"].format(file=file))


def _search(ground: Any, asked: dict[str, Any]) -> "Search":
    """Take prices of the twin and of the command; without `--turn`, all that has a price."""
    from cuakhau.planning.search.finding import Search
    from cuakhau.planning.search.prices import prices_of, read_prices

    prices = read_prices(asked["prices"]).over(prices_of(ground.window.twin.prices))
    known = {kind for kind, _ in prices.vnd}
    by_price = {
        "officers": "officer_hour", "lanes": "lane_hour", "places": "place_day",
        "opening": "opening_hour",
    }  # fmt: skip
    kinds = asked["turn"] or tuple(k for k, price in by_price.items() if price in known)
    return Search(cast("tuple[Kind, ...]", kinds or ("officers",)), prices)


def _assumed(ground: Any) -> list[Any]:
    return [row for row in ground.window.twin.prices if row.basis == "assumed"]


def _save(ground: Any, answer: "Answer", folder: Path, scenario: Path | None) -> dict[str, str]:
    """Write each option as a scenario; what the plan was made for goes with it."""
    from cuakhau.planning.search.scenario import scenario_of, write

    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for option in OPTIONS:
        plan = getattr(answer.options, option).plan
        turned = zip(answer.room.levers, plan, strict=True)
        text = write(scenario_of(ground, turned, name=option)) + _tables_of(scenario)
        file = folder / f"{option}.toml"
        file.write_text(text, encoding="utf-8")
        files[option] = str(file)
    return files


def _tables_of(scenario: Path | None) -> str:
    """Give the text of a scenario below its heading."""
    if scenario is None:
        return ""
    lines = scenario.read_text(encoding="utf-8").splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith("[[")), len(lines))
    return "\n".join(["", *lines[first:], ""])


def _facts(answer: "Answer") -> dict[str, Any]:
    options = {option: getattr(answer.options, option).plan for option in OPTIONS}
    return {
        "tried": answer.tried,
        "is_sure": answer.is_sure,
        "bound_h": answer.bound_s / 3600,
        "plans": {
            "today": _plan(answer, answer.today),
            "proportional": _plan(answer, answer.proportional),
            **{name: _plan(answer, answer.get(plan)) for name, plan in options.items()},
        },
        "front": [
            {"cost_vnd": point.cost_vnd, "wait_h": point.wait_s / 3600} for point in answer.front
        ],
    }


def _plan(answer: "Answer", judged: "Judged") -> dict[str, Any]:
    changes = [
        {
            "lever": lever.id,
            "kind": lever.kind,
            "target": lever.target,
            "hours": lever.hours,
            "today": lever.today,
            "plan": value,
        }
        for lever, value in zip(answer.room.levers, judged.plan, strict=True)
        if value != lever.today
    ]
    return {
        "cost_vnd": judged.cost_vnd,
        "people": judged.people,
        "wait_h": _hours(judged.wait_s),
        "saves_h": _hours(judged.saves_s),
        "runs": len(judged.runs),
        "unstable": list(judged.runs[0].unstable),
        "changes": changes,
    }


def _hours(interval: Any) -> dict[str, Any]:
    ends = {"mean": interval.mean, "low": interval.low, "high": interval.high}
    return {name: None if end is None else end / 3600 for name, end in ends.items()}
