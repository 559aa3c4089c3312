"""The figures of simulated runs: the mean of the replications, and the ends of its interval.

`of` says which: `mean`, `low`, `high`. `group` is `all`, `gate/…`, `class/…` or `yard/…`. What a
run measured is worked out by whoever keeps runs; `find` looks it up there.
"""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from cuakhau.figures.data import Data, RunValues
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.figures.figure import DataVersion, Figure, Parameter, name_figure
from cuakhau.zone.types import LANGUAGES, Language

ENDS = ("mean", "low", "high")
CHANGE = "run_change."
NEEDS = ("run", "group", "of")
NEEDS_OF_CHANGE = ("run", "base", "group", "of")
NEEDS_OF_HOUR = ("run", "group", "hour", "of")


def take(
    values: RunValues, definition: str, *, version: DataVersion, as_of_us: int, **about: Parameter
) -> Figure:
    """Make a figure of a run from values that were worked out already."""
    answer = _answer(values, definition, about)
    needs = _BY_ID[definition].needs
    named = ", ".join(f"{name}={about[name]}" for name in needs)
    return Figure(
        code=name_figure(definition, about, version),
        value=answer.value,
        unit=answer.unit,
        definition=definition,
        query=f"{definition}({named})",
        parameters=about,
        data_version=version,
        as_of_us=as_of_us,
        reason=answer.reason,
    )


def key_of(definition: str, about: Parameters) -> str:
    """Name a value of a run, or of a run beside another, without the numbers of the runs."""
    words = [str(about[name]) for name in ("group", "hour", "of") if name in about]
    return "|".join((definition, *words))


def unit_of(definition: str) -> str:
    """Give the unit of a definition."""
    return _rows()[definition]["unit"]


def _answer(values: RunValues, definition: str, about: Parameters) -> Answer:
    value = values.get(key_of(definition, about))
    why = _rows()[definition]["why"]
    return Answer(value=value, unit=unit_of(definition), reason="" if value is not None else why)


def _find(definition: str) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, parameters: Parameters) -> Answer:
        return _answer(data.run_values or {}, definition, parameters)

    return find


def _needs(definition: str) -> tuple[str, ...]:
    if definition.startswith(CHANGE):
        return NEEDS_OF_CHANGE
    return NEEDS_OF_HOUR if definition.endswith("_hour") else NEEDS


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = resources.files("cuakhau.figures.plans").joinpath("runs.csv").read_text("utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}


def _names(row: Mapping[str, str]) -> dict[Language, str]:
    return {language: row[language] for language in LANGUAGES}


DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(id=name, names=_names(row), needs=_needs(name), find=_find(name))
    for name, row in _rows().items()
)
_BY_ID = {one.id: one for one in DEFINITIONS}
