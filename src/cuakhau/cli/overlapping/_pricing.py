"""The price of a remedy on the command line: each remedy of a finding beside today, on one luck."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cuakhau.cli._answer import write_number
from cuakhau.cli.overlapping import _words
from cuakhau.cli.planning import _asked, _tables, _way

if TYPE_CHECKING:
    from cuakhau.planning.experiments.comparing import Compared
    from cuakhau.statistics.overlap import Finding
    from cuakhau.zone.types import Language

MEASURES = ("wait.mean", "wait.p90", "yard.mean", "inside", "left_a_day")
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Tried:
    """How the remedies are run."""

    first_day: date | None
    days: int
    reps: int
    seed: int


def price(
    name: str, finding: "Finding", tried: Tried, language: "Language", *, as_json: bool
) -> "tuple[Compared, ...]":
    """Run today's zone and each remedy of a finding. Raises `NotTaken` O3, `TwinMistakes`."""
    from cuakhau.planning.experiments.comparing import compare
    from cuakhau.planning.experiments.measured import ALL
    from cuakhau.planning.overlaps.refusals import refuse, x3_twin_has_a_remedy
    from cuakhau.planning.overlaps.remedies import list_remedies
    from cuakhau.simulation.scenario.apply import apply
    from cuakhau.simulation.scenario.read import read_scenario
    from cuakhau.simulation.twin.mistakes import TwinMistakes

    _asked.check_size(tried.days, tried.reps)
    ground = _asked.find_ground(name)
    remedies = list_remedies(ground.zone, ground.twin, finding)
    if not remedies:
        raise refuse(x3_twin_has_a_remedy)
    day = _asked.first_day_of(ground.zone, tried.first_day)
    networks = {TODAY: ground.network(day, tried.days)}
    for one in remedies:
        scenario = read_scenario(one.scenario, name=one.kind)
        changed = _asked.Ground(*apply(ground.zone, ground.twin, scenario), usual=ground.usual)
        with suppress(TwinMistakes):  # the twin has no post for steps joined so
            networks[one.kind] = changed.network(day, tried.days)
    seeds = range(tried.seed, tried.seed + tried.reps)
    with _way.running(_words.WORDS[language]["pricing"], as_json=as_json) as way:
        runs = _way.run_all(networks, seeds, way, None)
    return compare(runs, groups=[ALL])


def facts_of(rows: "tuple[Compared, ...]") -> dict[str, Any]:
    """Nest the rows: remedy → measure → value and paired difference."""
    told: dict[str, Any] = {}
    for row in rows:
        of = told.setdefault(row.scenario, {}).setdefault(row.measure, {})
        of["value"] = row.value.mean
        if row.difference is not None:
            of["difference"] = {
                side: getattr(row.difference, side) for side in ("mean", "low", "high")
            }
    return told


def show(rows: "tuple[Compared, ...]", language: "Language") -> None:
    """Print by how much each remedy differs from today; times in minutes."""
    words = _words.WORDS[language]
    table = _tables.table(words["remedy"], *(words[measure] for measure in MEASURES))
    by_name: dict[str, Mapping[str, Compared]] = {}
    for row in rows:
        by_name[row.scenario] = {**by_name.get(row.scenario, {}), row.measure: row}
    for name, of in by_name.items():
        table.add_row(words[name], *(_cell(of[measure], measure, language) for measure in MEASURES))
    _tables.console().print(table)


def _cell(row: "Compared", measure: str, language: "Language") -> str:
    unit = 60 if measure.partition(".")[2] else 1
    if row.difference is None:
        return "" if row.value.mean is None else write_number(row.value.mean / unit, language)
    ends = row.difference.mean, row.difference.low, row.difference.high
    told = [write_number(end / unit, language, "+,.1f") for end in ends if end is not None]
    return f"{told[0]} ({told[1]} … {told[2]})" if len(told) == len(ends) else ""
