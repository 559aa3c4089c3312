"""What figures mean: each definition has an id, a name in three languages, and a way to find it.

figure = measure(data, "bulletin.cleared", day="2024-08-22", line="huu_nghi", heading="all")
resolve(figure, data_of_the_same_version).agrees
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cuakhau.figures.data import Data
from cuakhau.figures.figure import Figure, Parameter, Value, name_figure
from cuakhau.zone.types import Language

Parameters = Mapping[str, Parameter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A value and its unit; without a value, the key of the reason (`figures.reasons`)."""

    value: Value | None
    unit: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a figure of this id means and how it is found. `needs` names its parameters."""

    id: str
    names: Mapping[Language, str]
    needs: tuple[str, ...]
    find: Callable[[Data, Parameters], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A stored figure beside the same question asked again."""

    stored: Figure
    again: Figure

    @property
    def agrees(self) -> bool:
        """Tell whether the value, known or unknown, is still the same."""
        return (self.stored.value, self.stored.unit) == (self.again.value, self.again.unit)


class NoSuchDefinition(LookupError):
    """Raised when no definition has the id that a figure names."""


def measure(definition: Definition, data: Data, **parameters: Parameter) -> Figure:
    """Find the value of a definition and make a figure of it.

    Raises `TypeError` for parameters that the definition does not need, or lacks.
    """
    if set(parameters) != set(definition.needs):
        raise TypeError(f"{definition.id} needs {definition.needs}, not {tuple(parameters)}")
    answer = definition.find(data, parameters)
    named = ", ".join(f"{name}={parameters[name]}" for name in definition.needs)
    return Figure(
        code=name_figure(definition.id, parameters, data.version),
        value=answer.value,
        unit=answer.unit,
        definition=definition.id,
        query=f"{definition.id}({named})",
        parameters=dict(parameters),
        data_version=data.version,
        as_of_us=data.as_of_us,
        reason=answer.reason,
    )
