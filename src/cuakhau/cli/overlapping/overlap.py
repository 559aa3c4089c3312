"""`cuakhau overlap`: what agencies do twice on one vehicle, from a log."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli._answer import write_number
from cuakhau.cli.counting import _told
from cuakhau.cli.overlapping import _pricing, _words
from cuakhau.cli.planning import _asked, _recorded, _tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cuakhau.statistics.overlap import Between, Finding, Overlaps
    from cuakhau.statistics.overlap.weight import Row
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

NAMED = 3  # places of a row


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part is shown, how many of its rows, and how many findings are in the other part."""

    small: bool
    top: int
    others: int


@click.command
@click.argument("file", metavar="LOG", type=_asked.scenario_type)
@click.option("--zone", "name", required=True, help="The zone whose log it is.")
@click.option("--top", default=12, show_default=True, help="How many rows are shown.")
@click.option("--small", is_flag=True, help="Show what is small or uncertain instead.")
@click.option(
    "--price",
    metavar="ROW|KEY",
    help="Price the remedies of the weightiest finding of this row, or of this key (see --json).",
)
@click.option("--days", default=2, show_default=True, help="Days to simulate for a price.")
@click.option("--reps", default=5, show_default=True, help="Replications for a price.")
@_asked.day_option
@_asked.seed_option
@_told.lang_option
@_answer.json_option
def command(
    *, file: Path, name: str, top: int, price: str | None, language: "Language", **told: Any
) -> None:
    """Find what agencies do twice on one vehicle in LOG (Parquet): checks, questions, stops.

    Findings that a log with 5 % wrong ticks could show by itself are left out. A row is all
    findings of one kind between the same agencies. Rows stand in the order of what is surely lost:
    the lower end of the vehicle-hours a year. Findings of fewer than 30 vehicles, of possibly less
    than a minute, or without an interval are small or uncertain and shown with --small. --json
    gives all findings and rows. With --price the remedies of one finding are run on the twin of
    ZONE, each beside today on the same luck.

    Example: cuakhau overlap june.parquet --zone lang-son --price 1
    """
    as_json = told["as_json"]
    priced = None
    with _asked.troubles(language, as_json=as_json):
        zone = _told.find_zone(name)
        log = _recorded.read_file(zone, file)
        from cuakhau.statistics.overlap import find_overlaps, weight

        found = find_overlaps(zone, log, seed=told["seed"])
        heavy, small = weight.split(found.findings)
        shown = Shown(told["small"], top, len(heavy) if told["small"] else len(small))
        rows = weight.group(small if told["small"] else heavy)
        if price is not None:
            one = _chosen(found, price, rows)
            tried = _pricing.Tried(told["day"], told["days"], told["reps"], told["seed"])
            priced = _pricing.price(name, one, tried, language, as_json=as_json)
            found, rows = replace(found, findings=(one,)), weight.group([one])
    if as_json:
        more = {} if priced is None else {"remedies": _pricing.facts_of(priced)}
        _answer.show({**facts_of(found), **more}, as_json=True)
        return
    show_found(zone, found, rows, shown, language)
    if priced is not None:
        _pricing.show(priced, language)


def _chosen(found: "Overlaps", said: str, rows: "Sequence[Row]") -> "Finding":
    by_number = {str(number): row.findings[0] for number, row in enumerate(rows, start=1)}
    by_key = {one.key: one for one in found.findings}
    one = by_number.get(said) or by_key.get(said)
    if one is None:
        raise click.BadParameter(f"1 … {len(rows)}, KEY", param_hint="--price")
    return one


def facts_of(found: "Overlaps") -> dict[str, Any]:
    """Give all findings and rows as plain values; the key of a finding names it in every log of the
    zone, and `doubt` says why it is small or uncertain.
    """
    from cuakhau.statistics.overlap import weight

    facts = asdict(found)
    facts["findings"] = [
        {"key": one.key, "doubt": weight.doubt_of(one), **asdict(one)} for one in found.findings
    ]
    heavy, small = weight.split(found.findings)
    facts["rows"] = [*_facts_of_rows(heavy, "heavy"), *_facts_of_rows(small, "small")]
    return facts


def _facts_of_rows(findings: "Sequence[Finding]", part: str) -> list[dict[str, Any]]:
    from cuakhau.statistics.overlap import weight

    return [
        {"part": part, **asdict(row), "findings": [one.key for one in row.findings]}
        for row in weight.group(findings)
    ]


def show_found(
    zone: "Zone", found: "Overlaps", rows: "Sequence[Row]", shown: "Shown", language: "Language"
) -> None:
    """Print rows of findings as a table, and how many are not in it."""
    words, out = _words.WORDS[language], _tables.console()
    named = zone.name_of(found.zone.removesuffix("-demo"), language)
    told = {"visits": found.visits, "checks": found.checks, "days": found.days}
    out.print(words["title"].format(zone=named, **told), style="bold")
    if rows:
        headings = ("number", "kind", "who", "what", "where", "vehicles", "minutes", "hours")
        table = _tables.table(*(words[one] for one in headings))
        for number, row in enumerate(rows[: shown.top], start=1):
            table.add_row(str(number), *_cells(zone, row, language))
        out.print(table)
    else:
        out.print(words["none"])
    if len(rows) > shown.top:
        out.print(words["more"].format(n=len(rows) - shown.top))
    if shown.others:
        out.print(words["heavy" if shown.small else "small"].format(n=shown.others))
    if rows:
        out.print(words["note"])


def _cells(zone: "Zone", row: "Row", language: "Language") -> tuple[str, ...]:
    words = _words.WORDS[language]
    things = dict.fromkeys(words.get(one.what, one.what) for one in row.findings if one.what)
    pairs = dict.fromkeys(one.steps for one in row.findings)
    steps = (
        " → ".join(dict.fromkeys(zone.name_of(step, language) for step in pair)) for pair in pairs
    )
    named = [zone.name_of(place, language) if place else words["unknown"] for place in row.places]
    places = named if len(named) <= NAMED else [*named[: NAMED - 1], f"+{len(named) - NAMED + 1}"]
    return (
        words[row.kind],
        " + ".join(zone.name_of(agency, language) for agency in row.agencies),
        ", ".join(things or dict.fromkeys(steps)),
        ", ".join(places),
        write_number(row.cases, language),
        _between(row.minutes, language),
        _between(row.hours_a_year, language),
    )


def _between(found: "Between | None", language: "Language") -> str:
    if found is None:
        return _words.WORDS[language]["unknown"]
    told = write_number(found.value, language)
    if found.low is None or found.high is None:
        return told
    return f"{told} ({write_number(found.low, language)}–{write_number(found.high, language)})"
