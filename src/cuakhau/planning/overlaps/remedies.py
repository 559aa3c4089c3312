"""A finding → the scenarios that would take it away. Pure: text in, text out."""

from dataclasses import dataclass
from typing import Literal

from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.simulation.twin.twin import Twin
from cuakhau.statistics.overlap.findings import Finding
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


def list_remedies(zone: Zone, twin: Twin, finding: Finding) -> tuple[Remedy, ...]:
    """List the remedies of a finding that the twin can try, in the order of `KINDS`.

    A check of which nobody records the outcome has none: what it finds is not known. Dropped is the
    later step, made before the arrival the later one that reads papers alone, where the twin
    serves it; else the earlier.
    """
    if finding.kind == "no_outcome" or finding.steps[0] == finding.steps[1]:
        return ()
    found = []
    for kind in KINDS:
        tried = (_write(zone, finding, kind, step) for step in _steps_of(zone, finding, kind))
        found += [one for one in tried if _fits(zone, twin, one)][:1]
    return tuple(found)


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


def _fits(zone: Zone, twin: Twin, remedy: Remedy) -> bool:
    try:
        apply(zone, twin, read_scenario(remedy.scenario, name="remedy"))
    except TwinMistakes:
        return False
    return True
