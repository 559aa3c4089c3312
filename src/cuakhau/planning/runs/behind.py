"""What is behind a figure of a run: the value of each replication, beside that of its base."""

from collections.abc import Sequence

from cuakhau.figures import Figure
from cuakhau.figures.figure import Value
from cuakhau.figures.plans.runs import CHANGE, key_of, unit_of
from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.runs.values import values_of

Row = tuple[int, Value | None, Value | None]


def list_replications(
    stored: Figure, measured: Sequence[Measured], base: Sequence[Measured]
) -> list[Row]:
    """List (seed, value, value of the base) of each replication; without a base its value is None.

    Units are those of the figure.
    """
    definition = stored.definition
    if definition.startswith(CHANGE):
        definition = f"run.{definition.removeprefix(CHANGE)}"
    key = key_of(definition, {**stored.parameters, "of": "mean"})
    others: list[Measured | None] = [*base] or [None] * len(measured)
    return [
        (one.seed, _value(one, key), None if other is None else _value(other, key))
        for one, other in zip(measured, others, strict=False)
    ]


def unit_of_rows(stored: Figure) -> str:
    """Give the unit of the values."""
    return unit_of(stored.definition)


def _value(measured: Measured, key: str) -> Value | None:
    return values_of([measured]).get(key)
