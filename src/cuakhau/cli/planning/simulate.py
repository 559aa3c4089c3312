"""`cuakhau simulate`: run the twin of a zone, as it is or under a scenario."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli.counting import _told
from cuakhau.cli.planning import _asked, _live, _recorded, _tables, _way, _words

if TYPE_CHECKING:
    from cuakhau.planning.experiments.measured import Measured
    from cuakhau.planning.from_now import Now
    from cuakhau.simulation.network.types import Network
    from cuakhau.statistics.stopped import Stopped
    from cuakhau.zone.types import Language

GROUPED = ("gate", "class", "goods")


@click.command
@click.argument("name", metavar="ZONE")
@click.option("--scenario", type=_asked.scenario_type, help="A scenario (TOML) on top of the zone.")
@_asked.days_option
@_asked.reps_option
@_asked.seed_option
@_asked.day_option
@click.option("--out", type=click.Path(path_type=Path), help="Write the first run's log (Parquet).")
@click.option(
    "--until",
    type=click.FloatRange(min=0, min_open=True),
    metavar="PERCENT",
    help="Stop before --reps once the mean wait is sure to ± so many percent.",
)
@_live.from_now_option
@_recorded.arrivals_option
@_told.lang_option
@_answer.json_option
def command(
    *, name: str, out: Path | None, language: "Language", as_json: bool, **told: Any
) -> None:
    """Run the twin of ZONE for some days, several times, each with another luck.

    The same zone, scenario, days and seed give the same numbers; what was run once is kept.

    Example: cuakhau simulate lang-son --days 7 --reps 10 --day 2024-08-19
    """
    began = time.monotonic()
    with _asked.troubles(language, as_json=as_json):
        _asked.check_size(told["days"], told["reps"])
        asked = _ask(name, told)
        seeds = range(told["seed"], told["seed"] + told["reps"])
        from cuakhau.planning.experiments.running import Wanted, replicate, replicate_until

        label = _words.WORDS[language]["simulating"]
        with _way.running(label, as_json=as_json) as way:
            if told["until"] is None:
                runs = replicate(asked.network, seeds=seeds, way=way)
            else:
                wanted = Wanted(half_width=told["until"] / 100, most=told["reps"])
                runs = replicate_until(asked.network, wanted, seeds=seeds, way=way)
        written = _write_log(asked.network, told["seed"], out) if out else None
    wall_s = round(time.monotonic() - began, 3)
    if as_json:
        log = {"log": {"file": str(out), **written.facts}} if written else {}
        _answer.show({**_facts(asked.facts, runs), "wall_s": wall_s, **log}, as_json=True)
        return
    _tables.show_runs(asked.where, asked.facts, runs, language)
    words = _words.WORDS[language]
    for note in _live.tell_notes(asked.now, language) if asked.now else ():
        click.echo(note)
    if asked.facts["arrivals"]:
        click.echo(words["recorded"].format_map(asked.facts["arrivals"]))
    if written:
        click.echo(words["log"].format(rows=written.rows, file=out))
        _tables.show_stops(asked.where, written.stops, language)
    events = _words.number(sum(run.events for run in runs), language, places=0)
    click.echo(words["took"].format(events=events, wall_s=wall_s))


@dataclass(frozen=True, slots=True)
class _Question:
    """What is run, the zone of its first day, and what an answer must keep to run it again."""

    network: "Network"
    where: _tables.Where
    facts: dict[str, Any]
    now: "Now | None"


def _ask(name: str, told: dict[str, Any]) -> _Question:
    bare = _asked.find_ground(name)
    live = _live.read_live(bare.zone) if told["from_now"] else None
    ground = bare.under(told["scenario"])
    now = live.now(ground, told["days"]) if live else None
    first_day = live.first_day(bare.zone) if live else _asked.first_day_of(bare.zone, told["day"])
    network = now.network if now else ground.network(first_day, told["days"])
    recorded = _recorded.let_come(bare.zone, network, told["arrivals"])
    facts = {
        "zone": bare.zone.name,
        "zone_version": bare.zone.version,
        "twin": bare.twin.digest,
        "scenario": told["scenario"].name if told["scenario"] else None,
        "first_day": first_day.isoformat(),
        "days": told["days"],
        "reps": told["reps"],
        "seed": told["seed"],
        "from_now": live.facts if live else None,
        "arrivals": recorded.facts if recorded else None,
    }
    where = _tables.Where(bare.zone.at(first_day), bare.twin.posts)
    return _Question(recorded.network if recorded else network, where, facts, now)


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written of the first run: its rows, and why places and posts stood still."""

    rows: int
    stops: "list[Stopped]"

    @property
    def facts(self) -> dict[str, Any]:
        return {"rows": self.rows, "stops": [asdict(one) for one in self.stops]}


def _write_log(network: "Network", seed: int, out: Path) -> _Written:
    from cuakhau.movement.place.stops import write_with_stops
    from cuakhau.planning.experiments.kept import network_digest
    from cuakhau.simulation.decode import log_of
    from cuakhau.simulation.run import run
    from cuakhau.simulation.stops import stops_of
    from cuakhau.statistics.stopped import sum_stops

    made = run(network, seed=seed, log="full")
    log, stops = log_of(made, run_id=network_digest(network)[:12]), stops_of(made)
    try:
        write_with_stops(log, stops, out)
    except OSError as trouble:
        raise click.ClickException(f"{out}: {trouble.strerror}") from trouble
    return _Written(len(log), sum_stops(stops))


def _facts(asked: dict[str, Any], runs: "Sequence[Measured]") -> dict[str, Any]:
    """Say the answer for machines; times in seconds, each mean with its interval."""
    from cuakhau.planning.experiments.kept import code_version

    return {
        **asked,
        "code": code_version(),
        "seeds": [run.seed for run in runs],
        "visits": sum(run.whole.visits for run in runs),
        "events": sum(run.events for run in runs),
        "unstable": list(runs[0].unstable),
        "all": _group(runs, "all"),
        **{f"by_{grouping}": _grouped(runs, grouping) for grouping in GROUPED},
        "yards": {yard: _yard(runs, yard) for yard in runs[0].yards},
    }


def _grouped(runs: "Sequence[Measured]", grouping: str) -> dict[str, Any]:
    return {name: _group(runs, f"{grouping}/{name}") for name, _ in runs[0].by(grouping)}


def _group(runs: "Sequence[Measured]", group: str) -> dict[str, Any]:
    from cuakhau.planning.experiments.comparing import MEASURES

    return {measure: _interval(runs, group, measure) for measure in ("visits", *MEASURES)}


def _yard(runs: "Sequence[Measured]", yard: str) -> dict[str, Any]:
    use = runs[0].yards[yard]
    told = {measure: _interval(runs, f"yard/{yard}", measure) for measure in ("mean", "peak")}
    by_hour = [_mean([run.yards[yard].by_hour[hour] for run in runs]) for hour in range(24)]
    lengths = {
        measure: _interval(runs, f"yard/{yard}", measure) for measure in ("mean_m", "peak_m")
    }
    is_road = yard.startswith("road:")
    road = {**lengths, "length_m": use.length_m} if is_road else {}
    return {"places": use.places, **told, **road, "by_hour": by_hour}


def _mean(values: Sequence[float | None]) -> float | None:
    from cuakhau.planning.experiments.interval import interval_of

    return interval_of(values).mean


def _interval(runs: "Sequence[Measured]", group: str, measure: str) -> dict[str, Any]:
    from cuakhau.planning.experiments.interval import interval_of

    found = interval_of([run.value(group, measure) for run in runs])
    return {"mean": found.mean, "low": found.low, "high": found.high}
