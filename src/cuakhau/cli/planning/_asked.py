"""From the words of a command to what is run: a zone, its twin, a scenario, its network."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from cuakhau.cli import _answer
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.planning.experiments.replicate import Stopped
    from cuakhau.planning.from_now.usual import Usual
    from cuakhau.simulation.network.types import Network
    from cuakhau.simulation.twin.twin import Twin
    from cuakhau.zone.check import ZoneMistake
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

MOST_DAYS = 366
MOST_RUNS = 1000
STOPPED_CODE = 130  # as a shell tells of Ctrl-C
STOPPED: "dict[Language, str]" = {
    "vi": "Đã dừng: xong {done} trên {wanted} lượt chạy; lần sau các lượt này không phải chạy lại.",
    "en": "Stopped: {done} of {wanted} runs are done and will not be run again next time.",
    "zh": "已停止：{wanted}次运行中完成{done}次，下次无需重跑。",
}
_CURE: "dict[Language, str]" = {"vi": "Cách sửa", "en": "Cure", "zh": "解决办法"}

days_option = click.option("--days", default=7, show_default=True, help="Days to simulate.")
reps_option = click.option("--reps", default=10, show_default=True, help="Replications.")
seed_option = click.option("--seed", default=1, show_default=True, help="The first seed.")
day_option = click.option("--day", type=_told.Day(), help="The first day; today if left out.")
scenario_type = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Ground:
    """A zone with its twin as they stand in the zone's folder, or what a scenario made of them."""

    zone: "Zone"
    twin: "Twin"
    usual: "Usual"

    def under(self, file: Path | None) -> "Ground":
        """Give what a scenario makes of it. Raises `ScenarioMistakes` with every mistake."""
        if file is None:
            return self
        from cuakhau.simulation.scenario.apply import apply
        from cuakhau.simulation.scenario.read import read_scenario

        text = file.read_text(encoding="utf-8")
        changed = apply(self.zone, self.twin, read_scenario(text, name=file.name))
        return Ground(*changed, usual=self.usual)

    def network(self, first_day: date, days: int) -> "Network":
        """Build what is run, from a zone as full as usual at that time. Raises `TwinMistakes`."""
        from cuakhau.planning.from_now.usual import start_as_usual
        from cuakhau.simulation.twin.build import build_network

        network = build_network(self.zone, self.twin, first_day=first_day, days=days)
        return start_as_usual(self.usual, self.zone, self.twin, network)


def find_ground(name: str) -> Ground:
    """Load a zone and its twin. Raises `TwinMistakes` where it has none or a wrong one."""
    from cuakhau.planning.from_now.usual import Usual
    from cuakhau.simulation.twin.load import load_twin
    from cuakhau.zone.load import files_of, get_folder

    zone = _told.find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    return Ground(zone, twin, Usual(zone, twin))


def first_day_of(zone: "Zone", day: date | None) -> date:
    """Give the day that was named, else today in the zone."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return day or datetime.now(ZoneInfo(zone.time_zone)).date()


def check_size(days: int, reps: int) -> None:
    """Refuse what cannot be run. Raises `PlanRefused`."""
    from cuakhau.planning.experiments.refusals import (
        p41_at_least_one_day,
        p42_at_least_one_run,
        refuse,
    )

    if not 1 <= days <= MOST_DAYS:
        raise refuse(p41_at_least_one_day, days=days, most=MOST_DAYS)
    if not 1 <= reps <= MOST_RUNS:
        raise refuse(p42_at_least_one_run, runs=reps, most=MOST_RUNS)


@contextmanager
def troubles(
    language: "Language", *, as_json: bool, stopped: "Mapping[Language, str]" = STOPPED
) -> Iterator[None]:
    """Tell refusals, mistakes of a twin or a scenario, and a stop, and end with their exit code."""
    from cuakhau.planning.experiments.replicate import Stopped
    from cuakhau.simulation.twin.mistakes import TwinMistakes

    with _told.refusals(language, as_json=as_json):
        try:
            yield
        except TwinMistakes as wrong:
            _tell_mistakes(wrong.mistakes, language, as_json=as_json)
        except Stopped as stop:
            _tell_stop(stop, stopped[language], as_json=as_json)


def _tell_mistakes(
    mistakes: "tuple[ZoneMistake, ...]", language: "Language", *, as_json: bool
) -> NoReturn:
    told = [
        {
            "file": one.file,
            "line": one.line,
            "rule": one.rule,
            "reason": one.reason(language),
            "cure": one.cure(language),
        }
        for one in mistakes
    ]
    if as_json:
        _answer.show({"mistakes": told}, as_json=True)
        raise click.exceptions.Exit(1)
    for one in told:
        where = ":".join(str(part) for part in (one["file"], one["line"]) if part)
        click.echo(f"{where}: {one['rule']}: {one['reason']}", err=True)
        click.echo(f"    {_CURE[language]}: {one['cure']}", err=True)
    raise click.exceptions.Exit(1)


def _tell_stop(stopped: "Stopped", words: str, *, as_json: bool) -> NoReturn:
    facts = {"done": len(stopped.done), "wanted": stopped.wanted}
    if as_json:
        _answer.show({"stopped": facts}, as_json=True)
    else:
        click.echo(words.format_map(facts), err=True)
    raise click.exceptions.Exit(STOPPED_CODE)
