"""A finding → the scenarios that would take it away. Pure: text in, text out."""

from dataclasses import dataclass
from typing import Literal

from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.simulation.twin.twin import Twin
from cuakhau.statistics.overlap.findings import Finding
from cuakhau.zone.check import ZoneMistake
from cuakhau.zone.load import DEMO
from cuakhau.zone.zone import Zone

Kind = Literal["joint", "in_turn", "beside", "shared", "before", "dropped"]
KINDS: tuple[Kind, ...] = ("joint", "in_turn", "beside", "shared", "before", "dropped")


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedy and its scenario as TOML. `step` is the one that is dropped or made before."""

    kind: Kind
    step: str
    scenario: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A remedy that the twin cannot try, and what is wrong with it; of papers alone, nothing is."""

    kind: Kind
    mistakes: tuple[ZoneMistake, ...]


def list_remedies(zone: Zone, twin: Twin, finding: Finding) -> tuple[Remedy, ...]:
    """List the remedies of a finding that the twin can try, in the order of `KINDS`.

    A check of which nobody records the outcome has none: what it finds is not known. Dropped is the
    later step, made before the arrival the later one that reads papers alone, where the twin
    serves it; else the earlier.
    """
    return tuple(one for one in try_all(zone, twin, finding) if isinstance(one, Remedy))


def try_all(zone: Zone, twin: Twin, finding: Finding) -> tuple[Remedy | Lacking, ...]:
    """Give for each kind the remedy, or why the twin cannot try it; none for a kind of finding that
    has no remedy (see `list_remedies`).
    """
    if not is_priceable(finding):
        return ()
    return tuple(_try(zone, twin, finding, kind) for kind in KINDS)


def is_priceable(finding: Finding) -> bool:
    """Tell whether a finding is of two steps whose outcomes do not matter for its price."""
    return finding.kind != "no_outcome" and finding.steps[0] != finding.steps[1]


def _try(zone: Zone, twin: Twin, finding: Finding, kind: Kind) -> Remedy | Lacking:
    lacking: tuple[ZoneMistake, ...] = ()
    for step in _steps_of(zone, finding, kind):
        remedy = _write(zone, finding, kind, step)
        try:
            apply(zone, twin, read_scenario(remedy.scenario, name="remedy"))
        except TwinMistakes as wrong:
            lacking = lacking or wrong.mistakes
        else:
            return remedy
    return Lacking(kind, lacking)


def _steps_of(zone: Zone, finding: Finding, kind: Kind) -> list[str]:
    later_first = [*reversed(finding.steps)]
    if kind not in ("before", "dropped"):
        return later_first[:1]
    looks = {row.id: set(row.looks_at) for row in zone.steps}
    papers = [step for step in later_first if looks.get(step, set()) <= {"paper"}]
    return papers if kind == "before" else later_first


def _write(zone: Zone, finding: Finding, kind: Kind, step: str) -> Remedy:
    steps = ", ".join(f'"{one}"' for one in finding.steps)
    tables = {
        "joint": f"[[merge]]\nsteps = [{steps}]\n",
        "in_turn": f'[[merge]]\nsteps = [{steps}]\nlasts = "sum"\n',
        "beside": f"[[beside]]\nsteps = [{steps}]\n",
        "shared": f"[[pool]]\nsteps = [{steps}]\n",
        "before": f'[[drop]]\nstep = "{step}"\nbefore_arrival = true\n',
        "dropped": f'[[drop]]\nstep = "{step}"\n',
    }
    return Remedy(kind, step, f'base = "{zone.name.removesuffix(DEMO)}"\n\n{tables[kind]}')
