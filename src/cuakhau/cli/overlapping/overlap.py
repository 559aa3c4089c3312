"""`cuakhau overlap`: what agencies do twice on one vehicle, from a log."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli._answer import write_number
from cuakhau.cli.counting import _told
from cuakhau.cli.overlapping import _pricing, _words
from cuakhau.cli.planning import _asked, _recorded, _tables

if TYPE_CHECKING:
    from cuakhau.statistics.overlap import Between, Finding, Overlaps
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone


@click.command
@click.argument("file", metavar="LOG", type=_asked.scenario_type)
@click.option("--zone", "name", required=True, help="The zone whose log it is.")
@click.option("--top", default=20, show_default=True, help="How many findings are shown.")
@click.option("--price", type=int, help="Price the remedies of the finding of this number.")
@click.option("--days", default=2, show_default=True, help="Days to simulate for a price.")
@click.option("--reps", default=5, show_default=True, help="Replications for a price.")
@_asked.day_option
@_asked.seed_option
@_told.lang_option
@_answer.json_option
def command(
    *, file: Path, name: str, top: int, price: int | None, language: "Language", **told: Any
) -> None:
    """Find what agencies do twice on one vehicle in LOG (Parquet): checks, questions, stops.

    Findings that a log with 5 % wrong ticks could show by itself are left out. The dearest come
    first, by vehicle-hours a year. With --price the remedies of one of them are run on the twin of
    ZONE, each beside today on the same luck.

    Example: cuakhau overlap june.parquet --zone lang-son --price 1
    """
    as_json = told["as_json"]
    priced = None
    with _asked.troubles(language, as_json=as_json):
        zone = _told.find_zone(name)
        log = _recorded.read_file(zone, file)
        from cuakhau.statistics.overlap import find_overlaps

        found = find_overlaps(zone, log, seed=told["seed"])
        if price is not None:
            one = _chosen(found, price)
            tried = _pricing.Tried(told["day"], told["days"], told["reps"], told["seed"])
            priced = _pricing.price(name, one, tried, language, as_json=as_json)
            found = replace(found, findings=(one,))
    if as_json:
        more = {} if priced is None else {"remedies": _pricing.facts_of(priced)}
        _answer.show({**facts_of(found), **more}, as_json=True)
        return
    show_found(zone, found, top, language)
    if priced is not None:
        _pricing.show(priced, language)


def _chosen(found: "Overlaps", number: int) -> "Finding":
    if not 1 <= number <= len(found.findings):
        raise click.BadParameter(f"1 … {len(found.findings)}", param_hint="--price")
    return found.findings[number - 1]


def facts_of(found: "Overlaps") -> dict[str, Any]:
    """Give all findings as plain values; the key of each is its name in every log of the zone."""
    facts = asdict(found)
    facts["findings"] = [{"key": one.key, **asdict(one)} for one in found.findings]
    return facts


def show_found(zone: "Zone", found: "Overlaps", top: int, language: "Language") -> None:
    """Print the dearest findings as a table."""
    words, out = _words.WORDS[language], _tables.console()
    named = zone.name_of(found.zone.removesuffix("-demo"), language)
    told = {"visits": found.visits, "checks": found.checks, "days": found.days}
    out.print(words["title"].format(zone=named, **told), style="bold")
    if not found.findings:
        out.print(words["none"])
        return
    headings = ("number", "kind", "who", "what", "where", "share", "minutes", "hours")
    table = _tables.table(*(words[one] for one in headings))
    for number, one in enumerate(found.findings[:top], start=1):
        table.add_row(str(number), *_cells(zone, one, language))
    out.print(table)
    if len(found.findings) > top:
        out.print(words["more"].format(n=len(found.findings) - top))
    out.print(words["note"])


def _cells(zone: "Zone", one: "Finding", language: "Language") -> tuple[str, ...]:
    words = _words.WORDS[language]
    what = words.get(one.what, one.what)
    if not what:
        steps = dict.fromkeys(zone.name_of(step, language) for step in one.steps)
        what = " → ".join(steps)
    share = f"{one.hits} / {one.of} ({one.share.low:.0%}–{one.share.high:.0%})"
    return (
        words[one.kind],
        " + ".join(zone.name_of(agency, language) for agency in one.agencies),
        what,
        zone.name_of(one.place, language) if one.place else words["unknown"],
        share,
        _between(one.minutes, language),
        _between(one.hours_a_year, language),
    )


def _between(found: "Between | None", language: "Language") -> str:
    if found is None:
        return _words.WORDS[language]["unknown"]
    told = write_number(found.value, language)
    if found.low is None or found.high is None:
        return told
    return f"{told} ({write_number(found.low, language)}–{write_number(found.high, language)})"
