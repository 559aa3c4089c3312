"""What is wrong with a twin or a scenario: all mistakes at once, each with place, rule and cure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cuakhau.zone.check import ZoneMistake
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.refusal import number_of, texts_of


@dataclass(eq=False)
class TwinMistakes(Exception):
    """Raised where a zone cannot be simulated so; carries every mistake, not the first."""

    name: str
    mistakes: tuple[ZoneMistake, ...]

    def __str__(self) -> str:
        told = "\n".join(f"  {mistake.told()}" for mistake in self.mistakes)
        return f"{self.name!r} has mistakes:\n{told}"


class ScenarioMistakes(TwinMistakes):
    """Raised where a scenario cannot be read, or does not fit the zone that it is about."""


def mistake_of(rule: Callable[..., Any], fault: Fault) -> ZoneMistake:
    """Let a rule speak of a fault."""
    return ZoneMistake(
        rule=number_of(rule),
        texts=texts_of(rule),
        facts=fault.facts,
        file=fault.file,
        line=fault.line,
        column=fault.column,
    )


def in_order(mistakes: Iterable[ZoneMistake]) -> tuple[ZoneMistake, ...]:
    """Sort mistakes by where they stand."""
    return tuple(sorted(mistakes, key=lambda m: (m.file, m.line or 0, m.column or 0, m.rule)))
