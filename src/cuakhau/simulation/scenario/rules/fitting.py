"""Rules of a scenario beside its zone: names are there, and no change contradicts another."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from cuakhau.simulation.scenario.choosing import places_within, posts_of, streams_of
from cuakhau.simulation.scenario.easing import find_pair, serves
from cuakhau.simulation.scenario.things import Thing, is_contradicted, list_things
from cuakhau.simulation.scenario.types import (
    Beside,
    Change,
    Demand,
    Drop,
    Merge,
    Pool,
    Quota,
    Reroute,
    Scenario,
    Servers,
    ServiceChange,
    SlotsChange,
    YardChange,
)
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import ANY
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import closest
from cuakhau.zone.zone import Zone


@dataclass(frozen=True)
class Patch:
    """A scenario on the zone and the twin that it is to change."""

    zone: Zone
    twin: Twin
    scenario: Scenario

    def fault(self, change: Change | None = None, **facts: Any) -> Fault:
        """Point at a change in the file of the scenario."""
        return Fault(file=self.scenario.file, line=change.line if change else 1, facts=facts)

    def known(self, field: str) -> list[str]:
        """List the names that a field may say; an empty list for a field that names nothing."""
        zone, twin = self.zone, self.twin
        roads = [row.id for row in zone.gates] + [row.id for row in zone.routes]
        places = [*roads, *(row.id for row in zone.lanes), *(row.id for row in zone.yards)]
        named: dict[str, Iterable[str]] = {
            "post": (post.id for post in twin.posts),
            "stream": (stream.id for stream in twin.streams),
            "place": (*places, ANY),
            "to": roads,
            "id": (yard.id for yard in zone.yards),
            "yards": (yard.id for yard in zone.yards),
            "step": (step.id for step in zone.steps),
            "steps": (step.id for step in zone.steps),
            "procedure": (row.id for row in zone.procedures),
            "procedures": (row.id for row in zone.procedures),
            "goods": (row.id for row in zone.goods_classes),
            "vehicle_classes": (row.id for row in zone.vehicle_classes),
        }
        return list(dict.fromkeys(named.get(field, ())))


PatchRule = Callable[[Patch], Iterator[Fault]]


def t51_it_is_of_this_zone(patch: Patch) -> Iterator[Fault]:
    """The scenario is one of the zone "{base}", not of "{zone}".

    Cure: Choose a scenario of this zone, or correct its `base`.
    """
    name = patch.zone.name
    if patch.scenario.base not in (name, name.removesuffix("-demo")):
        yield patch.fault(base=patch.scenario.base, zone=name)


def t52_what_it_names_is_there(patch: Patch) -> Iterator[Fault]:
    """There is no {field} "{name}" here.

    Cure: Correct the name; the closest is "{closest}".
    """
    for change in patch.scenario.changes:
        for spec in fields(change):
            known = patch.known(spec.name)
            said = getattr(change, spec.name) if known else None
            for name in (said,) if isinstance(said, str) else said or ():
                if name not in known:
                    facts = {"field": spec.name, "name": name, "closest": closest(name, known)}
                    yield patch.fault(change, **facts)


def t53_it_changes_something(patch: Patch) -> Iterator[Fault]:
    """Nothing in the twin is what this change is about.

    Cure: Leave out one of its conditions, or see the twin for what there is.
    """
    for change in patch.scenario.changes:
        if not _finds_something(patch, change):
            yield patch.fault(change)


def t54_nothing_is_changed_twice(patch: Patch) -> Iterator[Fault]:
    """This speaks against line {line}: both change "{thing}" at the same time.

    Cure: Keep one of them, or let their hours or days not overlap.
    """
    listed: list[tuple[Change, Thing]] = [
        (change, thing)
        for change in patch.scenario.changes
        for thing in list_things(patch.zone, patch.twin, change)
    ]
    told: set[int] = set()
    for place, (change, thing) in enumerate(listed):
        for earlier, other in listed[:place]:
            if earlier is change or id(change) in told or not is_contradicted(thing, other):
                continue
            told.add(id(change))
            yield patch.fault(change, line=earlier.line, thing=thing.name)


def t55_places_are_known(patch: Patch) -> Iterator[Fault]:
    """How many places "{id}" has is not known, so none can be added to them.

    Cure: Say how many it is to have: `set = …`.
    """
    for change in patch.scenario.yards:
        rows = [r for r in patch.twin.yard_places if r.yard == change.id]
        held = [yard.capacity for yard in patch.zone.yards if yard.id == change.id]
        if change.add is not None and not rows and held and None in held:
            yield patch.fault(change, id=change.id)


def t56_enough_is_left(patch: Patch) -> Iterator[Fault]:
    """Of "{id}" there are {there}; {taken} cannot be taken away.

    Cure: Take away less.
    """
    for change in patch.scenario.yards:
        held = [y.capacity for y in patch.zone.yards if y.id == change.id and y.capacity]
        rows = [
            row.places
            for row in patch.twin.yard_places
            if row.yard == change.id and set(change.vehicle_classes) <= set(row.vehicle_classes)
        ]
        there = max(rows or held, default=0)
        if there and change.add is not None and there + change.add < 1:
            yield patch.fault(change, id=change.id, there=there, taken=-change.add)
    for servers in patch.scenario.servers:
        for post in posts_of(patch.zone, patch.twin, servers):
            if servers.add is not None and post.servers + servers.add < 0:
                facts = {"id": post.id, "there": post.servers, "taken": -servers.add}
                yield patch.fault(servers, **facts)


def t57_papers_alone_come_before(patch: Patch) -> Iterator[Fault]:
    """The step "{step}" looks at the vehicle or its driver, so it cannot come before.

    Cure: Move a step that reads papers alone, or drop this one.
    """
    looks = {row.id: set(row.looks_at) for row in patch.zone.steps}
    for change in patch.scenario.drops:
        if change.before_arrival and looks.get(change.step, set()) - {"paper"}:
            yield patch.fault(change, step=change.step)


def t58_what_is_dropped_is_not_joined(patch: Patch) -> Iterator[Fault]:
    """The step "{step}" is dropped in line {line}, so nothing can be joined with it.

    Cure: Keep one of the two changes.
    """
    dropped = {change.step: change.line for change in patch.scenario.drops}
    scenario = patch.scenario
    joined: tuple[Merge | Beside | Pool, ...] = (
        *scenario.merges,
        *scenario.besides,
        *scenario.pools,
    )
    for change in joined:
        for step in change.steps:
            if step in dropped:
                yield patch.fault(change, step=step, line=dropped[step])


def _finds_something(patch: Patch, change: Change) -> bool:
    zone, twin = patch.zone, patch.twin
    match change:
        case Servers() | Quota():
            return bool(posts_of(zone, twin, change))
        case Demand() | SlotsChange() | Reroute():
            return bool(streams_of(zone, twin, change))
        case ServiceChange():
            around = places_within(zone, change.place) if change.place else None
            return any(
                change.step == row.step and (around is None or row.place in (None, *around))
                for row in twin.services
            )
        case Drop():
            return any(serves(post, change.step) for post in twin.posts)
        case Pool():
            return find_pair(twin, change) is not None
        case Merge() | Beside():
            served = {step.partition("/")[0] for post in twin.posts for step in post.steps}
            return set(change.steps) <= served
        case YardChange():
            return bool(change.id)
    return True


FITTING: tuple[PatchRule, ...] = (
    t51_it_is_of_this_zone,
    t52_what_it_names_is_there,
    t54_nothing_is_changed_twice,
    t55_places_are_known,
    t56_enough_is_left,
    t57_papers_alone_come_before,
    t58_what_is_dropped_is_not_joined,
)
