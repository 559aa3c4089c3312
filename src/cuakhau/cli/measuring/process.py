"""`cuakhau process`: the process map of a log, its variants, hand-overs and what is flagged."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told
from cuakhau.cli.measuring import _process_words

if TYPE_CHECKING:
    from cuakhau.statistics.process.counts import Counts
    from cuakhau.statistics.process.steps import Steps
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

SHOWN = 20
file_type = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command
@click.argument("log", type=file_type, required=False)
@_told.zone_option
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw the map here.")
@click.option(
    "--by",
    type=click.Choice(["frequency", "time"]),
    default="frequency",
    show_default=True,
    help="What the arrows of the picture tell.",
)
@click.option("--least", type=click.IntRange(1), default=1, help="Draw ways of so many visits.")
@click.option(
    "--agency", help="Look as this agency; its own secrets are shown. Anybody if left out."
)
@click.option(
    "--smallest",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Keep back what fewer visits did.",
)
@_told.lang_option
@_answer.json_option
def command(
    *, log: Path | None, zone_name: str, language: "Language", as_json: bool, **told: Any
) -> None:
    """Show how the vehicles of LOG went from step to step; of the journal where LOG is left out.

    LOG is Parquet. Medians and P90 are read from 15-second steps: at most 7.5 s off.

    Example: cuakhau process day.parquet --zone lang-son-demo --svg map.svg
    """
    zone = _told.find_zone(zone_name)
    with _told.refusals(language, as_json=as_json):
        from cuakhau.statistics.process.asking import count_all
        from cuakhau.statistics.process.refusals import q2_log_has_visits, refuse

        counts = count_all(zone, _read_steps(zone, log, told["agency"]))
        if not counts.visits:
            raise refuse(q2_log_has_visits, zone=zone.name)
    if told["svg"] is not None:
        _draw(zone, counts, language, told)
    facts = _facts(counts, told["smallest"])
    if as_json:
        _answer.show(facts, as_json=True)
        return
    for line in _lines(zone, facts, language):
        click.echo(line)


def _read_steps(zone: "Zone", log: Path | None, viewer: str | None) -> "Steps":
    from cuakhau.statistics.process.reading import read_parts
    from cuakhau.statistics.process.steps import join_steps, list_steps

    if log is not None:
        return join_steps([list_steps(zone, one, viewer=viewer) for one in read_parts(zone, log)])
    with _django.database():
        from cuakhau.journal import read

        return list_steps(zone, read.log(zone.name), viewer=viewer)


def _draw(zone: "Zone", counts: "Counts", language: "Language", told: dict[str, Any]) -> None:
    from cuakhau.statistics.process.flow_map import build_map
    from cuakhau.statistics.process.picture import Labels, draw_map
    from cuakhau.statistics.process.words import name_activity, write_number, write_time

    words = _process_words.WORDS[language]
    labels = Labels(
        title=words["title"].format(zone=zone.name, visits=write_number(counts.visits, language)),
        name=lambda activity: name_activity(zone, activity, language),
        agency=lambda agency: zone.name_of(agency, language),
        number=lambda number: write_number(number, language),
        time=lambda time_us: write_time(time_us, language),
        agencies=[one.id for one in zone.agencies],
        nobody=words["nobody"],
    )
    made = build_map(counts, smallest=told["smallest"])
    told["svg"].write_text(draw_map(made, labels, by=told["by"], least=told["least"]), "utf-8")


def _facts(counts: "Counts", smallest: int) -> dict[str, Any]:
    from cuakhau.statistics.process import flow_map

    made = flow_map.build_map(counts, smallest=smallest)
    variants = flow_map.list_variants(counts, most=SHOWN, smallest=smallest)
    return {
        "visits": made.visits,
        "open_visits": made.open_visits,
        "events": made.events,
        "error_s": flow_map.ERROR_US / 1_000_000,
        "kept_back": made.hidden,
        "activities": [
            {
                "activity": one.activity,
                "count": one.count,
                "visits": one.visits,
                "agencies": dict(one.agencies),
                "starts": one.starts,
                "ends": one.ends,
            }
            for one in made.nodes
        ],
        "arcs": [
            {"before": one.before, "activity": one.activity, **_times(one.lasted)}
            for one in made.arcs
        ],
        "variants": [
            {"activities": list(one.activities), "visits": one.visits, "so_far": one.so_far}
            for one in variants.shown
        ],
        "different_variants": variants.different,
        "rework": [
            {"activity": name, "visits": one.visits, "again": one.again, "extra": one.extra}
            for name, one in flow_map.list_rework(counts, smallest=smallest)
        ],
        "handovers": [
            {"giver": one.giver, "taker": one.taker, **_times(one.lasted)}
            for one in flow_map.list_handovers(counts, smallest=smallest)
        ],
        "conforming": counts.conforming,
        "findings": [
            {**finding._asdict(), "visits": visits}
            for finding, visits in flow_map.list_findings(counts, smallest=smallest)
        ],
    }


def _times(lasted: Any) -> dict[str, Any]:
    return {
        "count": lasted.count,
        "visits": lasted.visits,
        "mean_s": round(lasted.mean_us / 1_000_000, 1),
        "median_s": lasted.median_us / 1_000_000,
        "p90_s": lasted.p90_us / 1_000_000,
    }


def _lines(zone: "Zone", facts: dict[str, Any], language: "Language") -> Iterator[str]:
    from cuakhau.statistics.process.words import name_activity, write_number, write_time

    words = _process_words.WORDS[language]

    def name(activity: str) -> str:
        return name_activity(zone, activity, language)

    def time(seconds: float) -> str:
        if seconds <= facts["error_s"]:  # the first step of 15 seconds: perhaps no time at all
            return f"<{write_time(round(2_000_000 * facts['error_s']), language)}"
        return write_time(round(seconds * 1_000_000), language)

    visits = write_number(facts["visits"], language)
    yield words["title"].format(zone=zone.name, visits=visits)
    yield words["open"].format(n=write_number(facts["open_visits"], language))
    yield ""
    yield f"{words['visits']:>9} {words['median']:>9} {'P90':>9}  {words['way']}"
    for arc in facts["arcs"][:SHOWN]:
        number = write_number(arc["visits"], language)
        times = f"{time(arc['median_s']):>9} {time(arc['p90_s']):>9}"
        yield f"{number:>9} {times}  {name(arc['before'])} → {name(arc['activity'])}"
    yield words["error"].format(n=facts["kept_back"])
    yield ""
    yield words["variants"].format(n=write_number(facts["different_variants"], language))
    for one in facts["variants"][:5]:
        share = 100 * one["so_far"] / facts["visits"]
        told = _answer.write_number(share, language, "5.1f")
        yield f"{one['visits']:>9} {told} %  {' → '.join(map(name, one['activities']))}"
    yield ""
    conforming = write_number(facts["conforming"], language)
    said = words["conforming"].format(n=conforming, of=visits)
    yield f"{said} {words['others']}" if facts["findings"] else said
    for one in facts["findings"][:SHOWN]:
        said = words[one["kind"]].format(
            step=name(one["step"]), required=name(one["required"]),
            procedure=zone.name_of(one["procedure"], language),
        )  # fmt: skip
        yield f"{write_number(one['visits'], language):>9}  {said}"
