"""`cuakhau replay`: a published day, made up again vehicle by vehicle, into a demo zone."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.simulation.replay import ReplayedDay
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

DEMO = "-demo"
_SAYS: "dict[Language, str]" = {
    "vi": "{rows} dòng của {day} trong {where}: {written} dòng mới, {refused} bị từ chối.\n"
    "Giả định:",
    "en": "{rows} rows of {day} in {where}: {written} new, {refused} refused.\nAssumed:",
    "zh": "{where}中{day}共{rows}行：新写入{written}行，拒绝{refused}行。\n假定：",
}


@click.command
@click.argument("name", metavar="ZONE")
@click.option("--day", required=True, type=_told.Day(), help="A day whose figures were published.")
@click.option("--seed", default=1, show_default=True, help="Another seed, other vehicles.")
@click.option(
    "--log", "file", type=click.Path(path_type=Path), help="Write a Parquet file instead."
)
@_told.lang_option
@_answer.json_option
def command(
    *, name: str, day: date, seed: int, file: Path | None, language: "Language", as_json: bool
) -> None:
    """Replay a published day into the demo zone beside ZONE.

    What was published holds exactly; what had to be assumed is listed. Running it twice writes
    nothing twice.

    Example: cuakhau replay lang-son --day 2024-08-22 --json
    """
    zone = _told.find_zone(name.removesuffix(DEMO) + DEMO)
    printed = _told.find_printed(zone.name)
    with _told.refusals(language, as_json=as_json):
        if file is not None:
            from cuakhau.simulation.replay import make_day

            made = make_day(zone, printed, day, seed)
            made.log().write(file)
            facts = {"where": str(file), "written": len(made.events)}
            _show(made, zone, facts, language, as_json=as_json)
            return
        with _django.database():
            from cuakhau.cli.counting._replaying import replay_into

            done = replay_into(zone, printed, day, seed)
        facts = {"where": zone.name, "written": done.written, "refused": done.refused}
        _show(done.made, zone, facts, language, as_json=as_json)
    if facts["refused"]:
        raise click.exceptions.Exit(1)


def _show(
    made: "ReplayedDay",
    zone: "Zone",
    facts: dict[str, Any],
    language: "Language",
    *,
    as_json: bool,
) -> None:
    from cuakhau.reports.content import tell_assumption
    from cuakhau.zone.types import LANGUAGES

    dated = zone.at(made.day)
    told = {
        "zone": zone.name,
        "day": made.day.isoformat(),
        "seed": made.seed,
        "run": made.run,
        "rows": len(made.events),
        "refused": 0,
        **facts,
        "assumptions": [
            {one: tell_assumption(assumption, dated, one) for one in LANGUAGES}
            for assumption in made.assumptions
        ],
    }
    if as_json:
        _answer.show(told, as_json=True)
        return
    click.echo(_SAYS[language].format_map(told))
    for assumption in told["assumptions"]:
        click.echo(f"- {assumption[language]}")
