"""`cuakhau compare`: scenarios of a zone beside one another, on the same luck."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli.counting import _told
from cuakhau.cli.planning import _asked, _live, _tables, _way, _words

if TYPE_CHECKING:
    from cuakhau.planning.experiments.comparing import Compared
    from cuakhau.planning.experiments.interval import Interval
    from cuakhau.planning.experiments.measured import Measured
    from cuakhau.simulation.network.types import Network
    from cuakhau.zone.types import Language


@click.command
@click.argument("name", metavar="ZONE")
@click.argument(
    "scenarios", metavar="SCENARIO…", nargs=-1, required=True, type=_asked.scenario_type
)
@_asked.days_option
@_asked.reps_option
@_asked.seed_option
@_asked.day_option
@_live.from_now_option
@_way.ray_option
@_told.lang_option
@_answer.json_option
def command(
    *, name: str, scenarios: tuple[Path, ...], language: "Language", as_json: bool, **told: Any
) -> None:
    """Compare scenarios (TOML files) of ZONE with the first of them, or one with the zone of today.

    Every vehicle has the same luck in every scenario, so small differences show. Intervals are of
    paired differences, 95 %.

    Example: cuakhau compare lang-son one-lane-more.toml china-closes-15h.toml --days 7 --reps 20
    """
    with _asked.troubles(language, as_json=as_json):
        _asked.check_size(told["days"], told["reps"])
        ground = _asked.find_ground(name)
        live = _live.read_live(ground.zone) if told["from_now"] else None
        first_day = _asked.first_day_of(ground.zone, told["day"])
        first_day = live.first_day(ground.zone) if live else first_day
        networks, costs = {}, {}
        for label, file in _labels(scenarios).items():
            here = ground.under(file)
            networks[label] = (
                live.now(here, told["days"]).network
                if live
                else here.network(first_day, told["days"])
            )
            costs[label] = _cost_of(networks[label], here)
        from cuakhau.planning.experiments.comparing import compare

        seeds = range(told["seed"], told["seed"] + told["reps"])
        with _way.running(_words.WORDS[language]["simulating"], as_json=as_json) as way:
            runs = _way.run_all(networks, seeds, way, told["ray"])
        runs = {label: _priced(measured, costs[label]) for label, measured in runs.items()}
        rows = compare(runs)
    asked = {
        "zone": ground.zone.name,
        "zone_version": ground.zone.version,
        "twin": ground.twin.digest,
        "first_day": first_day.isoformat(),
        "days": told["days"],
        "reps": told["reps"],
        "seed": told["seed"],
        "from_now": live.facts if live else None,
    }
    if as_json:
        unstable = {label: list(measured[0].unstable) for label, measured in runs.items()}
        _answer.show({**asked, "unstable": unstable, "scenarios": _facts(rows)}, as_json=True)
        return
    where = _tables.Where(ground.zone.at(first_day), ground.twin.posts)
    _tables.show_compared(where, asked, runs, rows, language)


def _cost_of(network: "Network", ground: "_asked.Ground") -> int | None:
    """Give what who is on duty costs a day by the prices of the twin, as on the pages."""
    from cuakhau.planning.search.duty import find_duty_cost
    from cuakhau.planning.search.prices import prices_of

    return find_duty_cost(network, prices_of(ground.twin.prices))


def _priced(measured: "Sequence[Measured]", cost_vnd: int | None) -> "tuple[Measured, ...]":
    import msgspec

    return tuple(msgspec.structs.replace(one, cost_vnd=cost_vnd) for one in measured)


def _labels(files: tuple[Path, ...]) -> dict[str, Path | None]:
    """Name each scenario by its file; one alone is compared with the zone of today.

    Raises `PlanRefused` where two have the same name.
    """
    from cuakhau.planning.experiments.refusals import p44_scenarios_differ_in_name, refuse

    labels: dict[str, Path | None] = {_tables.TODAY: None} if len(files) == 1 else {}
    for file in files:
        if file.stem in labels:
            raise refuse(p44_scenarios_differ_in_name, name=file.stem)
        labels[file.stem] = file
    return labels


def _facts(rows: "tuple[Compared, ...]") -> dict[str, Any]:
    """Nest the rows: scenario → group → measure → value, and difference to the first."""
    told: dict[str, Any] = {}
    for row in rows:
        of_group = told.setdefault(row.scenario, {}).setdefault(row.group, {})
        of_group[row.measure] = {"value": _interval(row.value)}
        if row.difference is not None:
            of_group[row.measure]["difference"] = _interval(row.difference)
    return told


def _interval(interval: "Interval") -> dict[str, Any]:
    return {
        "mean": interval.mean, "low": interval.low, "high": interval.high, "pairs": interval.n
    }  # fmt: skip
