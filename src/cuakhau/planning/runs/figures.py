"""Figures of kept runs, and the way back from such a figure to its runs."""

from dataclasses import dataclass
from functools import lru_cache

from cuakhau.figures import Data, DataVersion, Figure
from cuakhau.figures.data import RunValues
from cuakhau.figures.figure import Parameter
from cuakhau.figures.plans.runs import CHANGE, take
from cuakhau.journal.versions import database_name
from cuakhau.movement.log import from_events
from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.models import DONE, Run
from cuakhau.planning.runs.making import unpack
from cuakhau.planning.runs.values import changes_of, values_of
from cuakhau.zone.zone import Zone

MARK = "run:"


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that is done, with what it measured and the values of its figures."""

    run: Run
    measured: tuple[Measured, ...]
    values: RunValues

    def take(self, definition: str, **about: Parameter) -> Figure:
        """Give a figure `run.…` of it."""
        return take(
            self.values,
            f"run.{definition}",
            version=version_of(self.run),
            as_of_us=as_of_us(self.run),
            run=self.run.pk,
            **about,
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """A run beside its base, with the values of the changes."""

    base: Kept
    other: Kept
    values: RunValues

    def take(self, definition: str, **about: Parameter) -> Figure:
        """Give a figure `run_change.…`."""
        return take(
            self.values,
            f"{CHANGE}{definition}",
            version=version_of(self.other.run),
            as_of_us=as_of_us(self.other.run),
            run=self.other.run.pk,
            base=self.base.run.pk,
            **about,
        )


def open_kept(run: Run) -> Kept:
    """Read what a run measured; what is done never changes, so it is worked out once."""
    measured, values = _values(database_name(), run.pk)
    return Kept(run, measured, values)


def put_beside(base: Kept, other: Kept) -> Beside:
    """Compare two runs replication by replication."""
    return Beside(base, other, _changes(database_name(), base.run.pk, other.run.pk))


def read_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure was made from. Raises `LookupError` for a run that is not there."""
    run = _get_run(zone, stored.parameters["run"])
    values = values_of(unpack(run))
    if stored.definition.startswith(CHANGE):
        base = _get_run(zone, stored.parameters["base"])
        values = changes_of(unpack(base), unpack(run))
    return Data(
        zone=zone,
        log=from_events(zone.name, []),
        version=stored.data_version,
        as_of_us=stored.as_of_us,
        run_values=values,
    )


def version_of(run: Run) -> DataVersion:
    """Name what the figures of a run are made from."""
    return DataVersion(zone=run.zone, zone_version=run.zone_version, log=f"{MARK}{run.pk}")


def as_of_us(run: Run) -> int:
    """Give when a run was asked for."""
    return int(run.at.timestamp() * 1_000_000)


def _get_run(zone: Zone, number: Parameter) -> Run:
    run = Run.objects.filter(zone=zone.name, pk=number, status=DONE).first()
    if run is None:
        raise LookupError(f"no run {number} of {zone.name} is done")
    return run


@lru_cache(maxsize=64)
def _values(_database: str, number: int) -> tuple[tuple[Measured, ...], RunValues]:
    measured = unpack(Run.objects.only("results").get(pk=number))
    return measured, values_of(measured)


@lru_cache(maxsize=64)
def _changes(database: str, base: int, other: int) -> RunValues:
    return changes_of(_values(database, base)[0], _values(database, other)[0])
