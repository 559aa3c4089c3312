"""`cuakhau backtest`: fit on past days, simulate the days held out, say how well they were told."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli.calibrating import _logs, _words
from cuakhau.cli.counting import _told
from cuakhau.cli.planning import _asked, _tables, _way

if TYPE_CHECKING:
    from cuakhau.planning.backtest import BackTest
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone


@click.command
@click.argument("name", metavar="ZONE")
@_logs.from_option
@_logs.journal_option
@click.option("--held", default=1, show_default=True, help="How many last days are held out.")
@click.option("--reps", default=39, show_default=True, help="Replications of each day.")
@_asked.seed_option
@_told.lang_option
@_answer.json_option
def command(
    *,
    name: str,
    file: Path | None,
    journal: bool,
    held: int,
    language: "Language",
    as_json: bool,
    **size: int,
) -> None:
    """Tell the last days of a log of ZONE from the days before, and compare with what was seen.

    Queues, yards and vehicles in the zone every quarter of an hour; stays and waits of each day.

    Example: cuakhau backtest example --from june.parquet --held 2
    """
    with _asked.troubles(language, as_json=as_json):
        _asked.check_size(max(held, 1), size["reps"])
        zone = _told.find_zone(name)
        from cuakhau.planning.backtest import back_test

        log, base = _logs.read_log(zone, file), _logs.find_twin(name, zone)
        seeds = range(size["seed"], size["seed"] + size["reps"])
        label = _words.WORDS[language]["running"]
        with _way.running(label, as_json=as_json) as way:
            told = back_test(zone, log, base, held=held, seeds=seeds, watch=way.watch)
    if as_json:
        _answer.show(_facts(zone, told), as_json=True)
        return
    _show(zone.at(told.days[0]), told, language)


def _facts(zone: "Zone", told: "BackTest") -> dict[str, Any]:
    return {
        "zone": zone.name,
        "zone_version": zone.version,
        "fitted_days": told.fit.days,
        "days": [day.isoformat() for day in told.days],
        "reps": len(told.seeds),
        "seed": told.seeds[0],
        "counts": [asdict(one) for one in told.judged],
        "totals": [asdict(one) for one in told.totals],
    }


def _show(dated: "Zone", told: "BackTest", language: "Language") -> None:
    words, out = _words.WORDS[language], _tables.console()
    named = dated.name_of(dated.name.removesuffix("-demo"), language)
    facts = {"fitted": told.fit.days, "held": len(told.days), "reps": len(told.seeds)}
    out.print(words["backtest"].format(zone=named, **facts), style="bold")
    table = _tables.table(*(words[one] for one in ("figure", "seen", "error", "coverage")))
    for one in told.judged:
        seen, error = (_words.number(n, language) for n in (one.seen, one.error))
        table.add_row(_name(dated, one.name, language), seen, error, f"{one.coverage:.0%}")
    out.print(table)
    out.print(words["nominal"], style="dim")
    totals = _tables.table(words["figure"], words["seen"], words["simulated"], words["hit"])
    for total in told.totals:
        cells = [_words.number(n, language) for n in (total.seen, total.low, total.high)]
        held = {True: words["yes"], False: words["no"], None: words["no_answer"]}[total.is_held]
        day = told.days[total.day].isoformat()
        totals.add_row(f"{day} · {words[total.name]}", cells[0], f"{cells[1]} – {cells[2]}", held)
    out.print(totals)


def _name(dated: "Zone", name: str, language: "Language") -> str:
    words, (kind, _, what) = _words.WORDS[language], name.partition("/")
    named = dated.name_of(what, language)
    return {
        "in_zone": words["in_zone"],
        "yard": words["in_yard"].format(yard=named),
        "wait": words["queue"].format(step=named),
    }[kind]
