"""A scenario on a zone and its twin → another zone and twin; neither of the given ones changes."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from cuakhau.simulation.scenario import changing, easing, opening
from cuakhau.simulation.scenario.rules.fitting import FITTING, Patch, t53_it_changes_something
from cuakhau.simulation.scenario.types import Scenario
from cuakhau.simulation.twin.mistakes import ScenarioMistakes, in_order, mistake_of
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.check import ZoneMistake
from cuakhau.zone.zone import Zone

# In this order: what comes later sees what came before.
_ON_TWIN: tuple[tuple[str, Callable[[Zone, Twin, Any], Twin]], ...] = (
    ("reroutes", changing.reroute),
    ("demands", changing.change_demand),
    ("slots", changing.book_slots),
    ("merges", changing.merge_steps),
    ("besides", easing.serve_beside),
    ("drops", easing.drop_step),
    ("pools", easing.pool_officers),
    ("servers", changing.change_servers),
    ("quotas", changing.change_quota),
    ("yards", changing.change_yard),
    ("services", changing.change_service),
)
_ON_ZONE: tuple[tuple[str, Callable[[Zone, Any], Zone]], ...] = (
    ("hours", opening.change_hours),
    ("closes", opening.close),
)


def apply(zone: Zone, twin: Twin, scenario: Scenario) -> tuple[Zone, Twin]:
    """Change a zone and its twin. Raises `ScenarioMistakes` with all that does not fit them.

    A zone of other hours has a version of its own, so that no cache takes it for the first one.
    """
    mistakes = list_misfits(zone, twin, scenario)
    if mistakes:
        raise ScenarioMistakes(scenario.name, mistakes)
    changed, other_twin = zone, twin
    for plural, change_zone in _ON_ZONE:
        for change in getattr(scenario, plural):
            changed = change_zone(changed, change)
    for plural, change_twin in _ON_TWIN:
        for change in getattr(scenario, plural):
            other_twin = change_twin(zone, other_twin, change)
    if changed is not zone:
        both = f"{zone.version}/{scenario.digest}"
        changed = replace(changed, version=sha256(both.encode()).hexdigest())
    return changed, other_twin


def list_misfits(zone: Zone, twin: Twin, scenario: Scenario) -> tuple[ZoneMistake, ...]:
    """Give all that does not fit; whether a change finds something is asked where all names are."""
    patch = Patch(zone, twin, scenario)
    found = [mistake_of(rule, fault) for rule in FITTING for fault in rule(patch)]
    unknown = {(mistake.file, mistake.line) for mistake in found}
    found += [
        mistake_of(t53_it_changes_something, fault)
        for fault in t53_it_changes_something(patch)
        if (fault.file, fault.line) not in unknown
    ]
    return in_order(found)
