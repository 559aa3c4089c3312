"""The network of a plan.

A plan is a scenario. Its network is not built anew for each of hundreds of plans, but where hours
change: officers and places are put into the network that stands. The result is the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from cuakhau.planning.search.ground import Ground, clock
from cuakhau.planning.search.lever import Lever, Plan
from cuakhau.planning.search.scenario import Turned, scenario_of, slot_hours
from cuakhau.simulation.network.types import Arrivals, Flow, Network, Station
from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.twin.arrivals import make_arrivals
from cuakhau.simulation.twin.calendar import count_on_duty
from cuakhau.simulation.twin.types import Profile, Shift


def network_of(ground: Ground, levers: Sequence[Lever], plan: Plan) -> Network:
    """Make the network of a plan."""
    whole = tuple(zip(levers, plan, strict=True))
    turned = tuple((lever, value) for lever, value in whole if value != lever.today)
    here = _open_longer(ground, tuple(one for one in turned if one[0].kind == "opening"))
    network = here.today
    posts = {lever.target for lever, _ in turned if lever.kind in ("officers", "lanes")}
    places = {lever.target: value for lever, value in turned if lever.kind == "places"}
    slots = {lever.target for lever, _ in turned if lever.kind == "slots"}

    def staffed(station: Station) -> Station:
        if station.id not in posts:
            return station
        shifts = shifts_of(turned, station.id)
        return replace(station, servers=_on_duty(here, station.id, shifts))

    def slotted(flow: Flow) -> Flow:
        if flow.id not in slots:
            return flow
        return replace(flow, arrivals=_slotted(here, whole, flow.id))

    return replace(
        network,
        stations=tuple(staffed(station) for station in network.stations),
        pools=tuple(
            replace(pool, places=places[pool.id]) if pool.id in places else pool
            for pool in network.pools
        ),
        flows=tuple(slotted(flow) for flow in network.flows),
    )


def shifts_of(turned: Iterable[tuple[Lever, int]], post: str) -> tuple[Shift, ...]:
    """Say how many more or fewer are on duty at a post, for each part of the day."""
    return tuple(
        Shift(opens=clock(lever.hours[0]), closes=clock(lever.hours[1]), more=value - lever.today)
        for lever, value in turned
        if lever.target == post and lever.kind in ("officers", "lanes") and lever.hours
    )


@lru_cache(maxsize=20_000)
def _on_duty(ground: Ground, post: str, shifts: tuple[Shift, ...]) -> tuple[tuple[int, int], ...]:
    row = ground.post_by_id[post]
    return tuple(count_on_duty(ground.window, replace(row, shifts=(*row.shifts, *shifts))))


def _slotted(ground: Ground, whole: Turned, name: str) -> Arrivals:
    stream = ground.stream_by_id[name]
    profiles = {profile.id: profile for profile in ground.window.twin.profiles}
    base = profiles.get(stream.profile or "", Profile(id="", hours=()))
    profile = replace(base, id=f"plan:{name}", hours=slot_hours(whole, name))
    twin = replace(ground.window.twin, profiles=(*ground.window.twin.profiles, profile))
    return make_arrivals(replace(ground.window, twin=twin), replace(stream, profile=profile.id))


@lru_cache(maxsize=256)
def _open_longer(ground: Ground, turned: Turned) -> Ground:
    if not turned:
        return ground
    zone, twin = apply(ground.zone, ground.twin, scenario_of(ground, turned, name="hours"))
    return replace(ground, zone=zone, twin=twin, usual=ground.before)
