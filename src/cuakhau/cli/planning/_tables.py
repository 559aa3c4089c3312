"""The answers of these commands as tables for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table

from cuakhau.cli.planning import _words
from cuakhau.cli.planning._naming import list_stations, yard_name

if TYPE_CHECKING:
    from cuakhau.planning.experiments.comparing import Compared
    from cuakhau.planning.experiments.measured import Measured
    from cuakhau.simulation.twin.types import Post
    from cuakhau.statistics.stopped import Stopped
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

SHOWN = ("left_a_day", "inside", "turned_back", "wait.mean", "wait.median", "wait.p90", "stay.mean")
WITH_INTERVAL = ("left_a_day", "wait.mean")
COMPARED = ("left_a_day", "inside", "wait.mean", "wait.median", "wait.p90", "stay.mean")
COST = "cost_vnd"
TODAY, ANY = "today", "*"
HOUR_US = 3_600_000_000
GROUPINGS = ("gate", "class", "goods")
PLAIN_WIDTH = 110  # where the answer goes to a file or a pipe


@dataclass(frozen=True, slots=True)
class Where:
    """The zone of the first day, and its posts: what names are read from."""

    dated: "Zone"
    posts: "tuple[Post, ...]"


def console() -> Console:
    """Give the console of the answer, wide enough for its tables."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=PLAIN_WIDTH)


def table(*headings: str) -> Table:
    """Begin a table: the first column is words, the others are numbers."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column(headings[0])
    for heading in headings[1:]:
        made.add_column(heading, justify="right")
    return made


def show_runs(
    where: Where, asked: Mapping[str, Any], runs: "Sequence[Measured]", language: "Language"
) -> None:
    """Print what the runs of one scenario came to."""
    words, out, dated = _words.WORDS[language], console(), where.dated
    zone = dated.name_of(asked["zone"].removesuffix("-demo"), language)
    named = {**asked, "zone": zone, "reps": len(runs)}
    out.print(words["title"].format_map(named), style="bold")
    out.print(_groups(dated, runs, "all", ["all"], language))
    for grouping in GROUPINGS:
        groups = [name for name, _ in runs[0].by(grouping)]
        if len(groups) > 1:
            out.print(_groups(dated, runs, grouping, groups, language))
    out.print(_yards(dated, runs, language))
    warn(out, where, runs, language)
    out.print(words["sure"], style="dim")


def warn(out: Console, where: Where, runs: "Sequence[Measured]", language: "Language") -> None:
    """Name the stations that cannot keep up."""
    if runs[0].unstable:
        stations = list_stations(where.dated, where.posts, runs[0].unstable, language)
        out.print(_words.WORDS[language]["unstable"].format(stations=stations), style="red")


def show_stops(where: Where, stops: "Sequence[Stopped]", language: "Language") -> None:
    """Print why places and posts stood still in the run that was written; nothing for none."""
    if not stops:
        return
    words = _words.WORDS[language]
    made = table(words["stopped"], words["reason"], words["times"], words["hours"])
    made.columns[1].justify = "left"
    for one in stops:
        name = list_stations(where.dated, where.posts, (one.post,), language) if one.post else ""
        place = words["all"] if one.place == ANY else where.dated.name_of(one.place, language)
        side = words[f"side.{one.side}"] if one.side else ""
        goods = where.dated.name_of(one.goods, language) if one.goods else ""
        told = " · ".join(part for part in (name or place, side, goods) if part)
        hours = _words.number(one.lasted_us / HOUR_US, language, places=1)
        kind = words[f"stop.{one.kind}"]
        made.add_row(told, f"{kind}: {one.reason}", str(one.times), hours)
    console().print(made)


def _groups(
    dated: "Zone",
    runs: "Sequence[Measured]",
    grouping: str,
    groups: Sequence[str],
    language: "Language",
) -> Table:
    words = _words.WORDS[language]
    made = table("" if grouping == "all" else words[grouping], *(words[one] for one in SHOWN))
    for group in groups:
        key = group if grouping == "all" else f"{grouping}/{group}"
        cells = [_cell(runs, key, measure, language) for measure in SHOWN]
        made.add_row(words["all"] if group == "all" else dated.name_of(group, language), *cells)
    return made


def _cell(runs: "Sequence[Measured]", group: str, measure: str, language: "Language") -> str:
    from cuakhau.planning.experiments.interval import interval_of

    found = interval_of([run.value(group, measure) for run in runs])
    if measure in WITH_INTERVAL:
        return _words.measured(found, measure, language)
    return _words.mean(found, measure, language)


def _yards(dated: "Zone", runs: "Sequence[Measured]", language: "Language") -> Table:
    words = _words.WORDS[language]
    made = table(words["yard"], words["places"], words["mean"], words["peak"])
    for yard, use in runs[0].yards.items():
        places = words["endless"]
        if use.places is not None:
            places = _words.number(use.places, language, places=0)
        cells = [_use(runs, yard, one, language) for one in ("mean", "peak")]
        if use.places is not None or any(run.yards[yard].peak for run in runs):
            made.add_row(yard_name(dated, yard, language), places, *cells)
    return made


def _use(runs: "Sequence[Measured]", yard: str, measure: str, language: "Language") -> str:
    """Write vehicles in a yard; of a road also how long their queue is."""
    told = _cell(runs, f"yard/{yard}", measure, language)
    if not yard.startswith("road:"):
        return told
    from cuakhau.planning.experiments.interval import interval_of

    long = interval_of([run.value(f"yard/{yard}", f"{measure}_m") for run in runs])
    return f"{told} ({_words.road(long.mean, language)})"


def show_compared(
    where: Where,
    asked: Mapping[str, Any],
    runs: "Mapping[str, Sequence[Measured]]",
    rows: "Sequence[Compared]",
    language: "Language",
) -> None:
    """Print scenarios beside one another: the first as it is, the others by their difference."""
    words, out, dated = _words.WORDS[language], console(), where.dated
    base, *others = runs
    heads = [words["today"] if name == TODAY else name for name in runs]
    named = {**asked, "zone": dated.name_of(asked["zone"].removesuffix("-demo"), language)}
    out.print(words["compared"].format_map({**named, "base": heads[0]}), style="bold")
    found = {(row.scenario, row.group, row.measure): row for row in rows}
    for group in _shown_groups(runs[base]):
        made = table(_group_name(dated, group, language), *heads)
        for measure in (*COMPARED, COST) if group == "all" else COMPARED:
            first = _words.measured(found[base, group, measure].value, measure, language)
            cells = [_difference(found[one, group, measure], language) for one in others]
            made.add_row(words[measure], first, *cells)
        out.print(made)
    for name, measured in runs.items():
        if measured[0].unstable:
            out.print(f"{name}:", end=" ")
            warn(out, where, measured, language)
    out.print(f"{words['sure']} {words['clear']}", style="dim")


def _shown_groups(runs: "Sequence[Measured]") -> list[str]:
    groups = ["all"]
    for grouping in GROUPINGS[:2]:
        names = [name for name, _ in runs[0].by(grouping)]
        groups += [f"{grouping}/{name}" for name in names if len(names) > 1]
    return groups


def _group_name(dated: "Zone", group: str, language: "Language") -> str:
    if group == "all":
        return _words.WORDS[language]["all"]
    return dated.name_of(group.partition("/")[2], language)


def _difference(row: "Compared", language: "Language") -> str:
    if row.difference is None:
        return "0"
    told = _words.measured(row.difference, row.measure, language)
    signed = told if (row.difference.mean or 0) <= 0 else f"+{told}"
    return f"[bold]{signed}[/bold]" if row.difference.is_clear else signed
