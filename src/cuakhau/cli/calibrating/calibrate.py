"""`cuakhau calibrate`: fit the twin of a zone to a log, or measure it against what is published."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli.calibrating import _logs, _words
from cuakhau.cli.counting import _told
from cuakhau.cli.planning import _asked, _tables

if TYPE_CHECKING:
    from cuakhau.planning.calibrating.fitted import Fit, Fitted
    from cuakhau.simulation.targets.measure import Met
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

TARGET_DAYS, WARM_UP_DAYS = 9, 2


@click.command
@click.argument("name", metavar="ZONE")
@_logs.from_option
@_logs.journal_option
@click.option("--out", type=click.Path(path_type=Path), help="Write the fitted twin (TOML).")
@click.option("--source", default="log", show_default=True, help="The source that it names.")
@click.option("--targets", is_flag=True, help="Measure the twin against what is published.")
@_asked.day_option
@_asked.seed_option
@_told.lang_option
@_answer.json_option
def command(
    *,
    name: str,
    file: Path | None,
    journal: bool,
    out: Path | None,
    source: str,
    targets: bool,
    **told: Any,
) -> None:
    """Fit arrivals, branches, services and officers of ZONE to a log; say what it cannot tell.

    What the log does not tell stays as in the zone's twin.toml.

    Example: cuakhau calibrate example --from june.parquet --out twin.toml
    """
    language, as_json = told["language"], told["as_json"]
    with _asked.troubles(language, as_json=as_json):
        if targets:
            _tell_targets(name, told)
            return
        zone = _told.find_zone(name)
        from cuakhau.planning.calibrating.fitting import fit
        from cuakhau.planning.calibrating.writing import write_fit

        found = fit(zone, _logs.read_log(zone, file), _logs.find_twin(name, zone))
        if out is not None:
            try:
                out.write_text(write_fit(found, source=source), "utf-8")
            except OSError as trouble:
                raise click.ClickException(f"{out}: {trouble.strerror}") from trouble
    if as_json:
        _answer.show(_facts(found, zone, out), as_json=True)
        return
    _show(found, zone, language)
    if out is not None:
        click.echo(_words.WORDS[language]["written"].format(file=out))


def _facts(found: "Fit", zone: "Zone", out: Path | None) -> dict[str, Any]:
    from cuakhau.planning.calibrating.fitted import tell

    return {
        "zone": found.zone,
        "zone_version": found.zone_version,
        "first_day": found.first_day,
        "days": found.days,
        "visits": found.visits,
        "twin": found.twin.digest,
        "rows": [asdict(row) for row in found.rows],
        "unknown": [
            {"key": one.key, **one.facts, "text": tell(one, zone, found.twin, "en")}
            for one in found.unknown
        ],
        "out": None if out is None else str(out),
    }


def _show(found: "Fit", zone: "Zone", language: "Language") -> None:
    from cuakhau.planning.calibrating.fitted import tell

    words, out = _words.WORDS[language], _tables.console()
    told = {"zone": zone.name_of(found.zone.removesuffix("-demo"), language)}
    told |= {"days": str(found.days), "visits": _words.number(found.visits, language)}
    out.print(words["title"].format(**told, first_day=found.first_day), style="bold")
    table = _tables.table(*(words[one] for one in ("what", "value", "bounds", "count")))
    for row in found.rows:
        table.add_row(*_cells(row, found, zone, language))
    out.print(table)
    out.print(words["unknown"], style="bold")
    for unknown in found.unknown:
        out.print(f"- {tell(unknown, zone, found.twin, language)}")


def _cells(row: "Fitted", found: "Fit", zone: "Zone", language: "Language") -> tuple[str, ...]:
    from cuakhau.planning.calibrating.fitted import name_row

    words = _words.WORDS[language]
    measure, _, kind = row.measure.partition(":")
    named = name_row(zone, found.twin, row, language)
    unit = words.get(measure, measure) + (f", {words[kind]}" if kind else "")
    value = _words.number(row.value, language)
    low, high = (_words.number(one, language) for one in (row.low, row.high))
    bounds = "" if row.low is None or row.high is None else f"{low} – {high}"
    if row.is_bound:
        bounds = words["at_least"].format(value=value)
    count = _words.number(row.count, language) if row.count else ""
    what = words[row.table] if measure == row.table else f"{words[row.table]} · {unit}"
    return f"{named} · {what}", value, bounds, count


def _tell_targets(name: str, told: dict[str, Any]) -> None:
    """Run the twin around the day that it describes, and compare with what is published."""
    language: Language = told["language"]
    ground = _asked.find_ground(name)
    from cuakhau.planning.calibrating.refusals import p64_twin_has_targets, refuse
    from cuakhau.simulation.run import run
    from cuakhau.simulation.targets.measure import measure

    if not ground.twin.targets:
        raise refuse(p64_twin_has_targets, zone=ground.zone.name)
    first_day: date = told["day"] or ground.twin.settings[0].around
    network = ground.network(first_day, TARGET_DAYS)
    made = run(network, seed=told["seed"], log="full")
    met = measure(ground.zone, made, ground.twin.targets, warm_up_days=WARM_UP_DAYS)
    if told["as_json"]:
        facts = {
            "zone": ground.zone.name, "first_day": first_day, "days": TARGET_DAYS,
            "seed": told["seed"], "hits": sum(one.is_hit for one in met), "count": len(met),
            "targets": [
                {**asdict(one.target), "simulated": one.value, "is_hit": one.is_hit} for one in met
            ],
        }  # fmt: skip
        _answer.show(facts, as_json=True)
        return
    _show_targets(ground.zone.at(first_day), met, language)


def _show_targets(dated: "Zone", met: "list[Met]", language: "Language") -> None:
    words, out = _words.WORDS[language], _tables.console()
    headings = ("target", "published", "bounds", "simulated", "hit", "source")
    table = _tables.table(*(words[one] if one != "bounds" else "" for one in headings))
    for one in met:
        row = one.target
        about = [row.place, None if row.direction == "both" else row.direction, row.goods]
        named = " · ".join(dated.name_of(part, language) for part in about if part)
        value, low, high = (_words.number(n, language) for n in (row.value, row.low, row.high))
        table.add_row(
            f"{words[row.measure]} · {named}" if named else words[row.measure],
            value,
            f"{low} – {high}",
            _words.number(one.value, language),
            words["yes" if one.is_hit else "no"],
            row.source,
        )
    out.print(table)
    out.print(words["hits"].format(hits=sum(one.is_hit for one in met), count=len(met)))
