"""The vehicles that are in the zone, placed in the network, and those that could not be."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from cuakhau.movement.times import local_day
from cuakhau.planning.from_now.known import Known
from cuakhau.planning.from_now.placing import Trail, Walk
from cuakhau.planning.from_now.remaining import draw_rest
from cuakhau.simulation.network.types import Flow, Network, Option, Present
from cuakhau.simulation.twin.pools import ROAD
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

# What counts most where no flow is of just the same kind: the gate, then where it stands.
_WEIGHTS = {"gate": 16, "yard": 8, "place": 4, "goods": 2, "vehicle_class": 1}
_KIND = 4 + 2 + 1


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A vehicle that the run leaves out, and why: a key of `note_texts.csv`."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who is in the zone at an instant. `notes` counts what had to be taken as likely."""

    present: tuple[Present, ...]
    unplaced: tuple[Unplaced, ...]
    notes: Mapping[str, int]

    @property
    def count(self) -> int:
        """All vehicles that are in the zone, placed or not."""
        return len(self.present) + len(self.unplaced)


def place_all(
    zone: Zone, network: Network, known: Iterator[Known], at_us: int, seed: int
) -> Standing:
    """Place the vehicles that are in the zone, who has waited longest first."""
    dated = zone.at(local_day(zone, at_us))
    yards = {p.id: p.yard for p in network.pools if not p.yard.startswith(ROAD)}
    room = {pool.id: pool.places for pool in network.pools if pool.places is not None}
    taken: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    present: list[tuple[int, Present]] = []
    unplaced: list[Unplaced] = []
    for one in sorted(known, key=lambda one: (one.arrived_us, one.subject)):
        flow = _find_flow(dated, network, one, yards, notes)
        if flow is None:
            unplaced.append(Unplaced(one.subject, "no_flow"))
            continue
        walk = Walk(flow, one, yards, _residual(one, at_us, seed))
        trail = walk.find()
        if not trail.spots:
            unplaced.append(Unplaced(one.subject, "nothing_left"))
            continue
        pool = _find_room(flow, trail.pool, yards, room, taken)
        _note(notes, one, walk, trail, yards)
        made = _present(one, flow, trail, pool, at_us)
        present.append((one.last_us, made))
    # The kernel asks the last one listed first, so who has waited longest stands last.
    present.sort(key=lambda pair: (-pair[0], pair[1].subject))
    return Standing(present=tuple(p for _, p in present), unplaced=tuple(unplaced), notes=notes)


def _residual(known: Known, at_us: int, seed: int):  # type: ignore[no-untyped-def]
    def rest(option: Option, began_us: int) -> int:
        return draw_rest(option.draw, at_us - began_us, known.subject, seed)

    return rest


def _present(known: Known, flow: Flow, trail: Trail, pool: str | None, at_us: int) -> Present:
    return Present(
        subject=known.subject,
        flow=flow.id,
        nodes=tuple(spot.node for spot in trail.spots),
        options=tuple(spot.option for spot in trail.spots),
        left_us=tuple(spot.left_us for spot in trail.spots),
        pool=pool,
        since_us=min(known.arrived_us - at_us, 0),
    )


def _find_flow(
    zone: Zone, network: Network, known: Known, yards: Mapping[str, str], notes: Counter[str]
) -> Flow | None:
    """Find the flow of a vehicle, or the one most like it among those of its procedure."""
    seen = known.seen
    told = {
        "place": seen.gate_place,
        "goods": seen.goods,
        "vehicle_class": seen.vehicle_class,
        "gate": zone.find_bulletin_line(seen.gate_place) if seen.gate_place else None,
    }
    best: Flow | None = None
    most = -1
    for flow in network.flows:
        if flow.facts.get("procedure") == seen.procedure:
            told["yard"] = known.yard if known.yard in _yards_of(flow, yards) else None
            facts = {**flow.facts, "yard": known.yard}
            alike = sum(
                weight * (facts.get(name) == told[name]) for name, weight in _WEIGHTS.items()
            )
            best, most = (flow, alike) if alike > most else (best, most)
    if best is not None and most & _KIND < _KIND:
        notes["likeness"] += 1
    return best


def _yards_of(flow: Flow, yards: Mapping[str, str]) -> set[str]:
    return {yards.get(option.at, "") for node in flow.nodes for option in node.options}


def _find_room(
    flow: Flow,
    pool: str | None,
    yards: Mapping[str, str],
    room: Mapping[str, int],
    taken: Counter[str],
) -> str | None:
    """Take a place in the pool, or in another of the same yard where the first is full."""
    if pool is not None and pool in yards and taken[pool] >= room.get(pool, taken[pool] + 1):
        others = {option.at for node in flow.nodes for option in node.options}
        for other in sorted(others & yards.keys()):
            if yards[other] == yards[pool] and taken[other] < room.get(other, taken[other] + 1):
                pool = other
                break
    if pool is not None:
        taken[pool] += 1
    return pool


def _note(
    notes: Counter[str], known: Known, walk: Walk, trail: Trail, yards: Mapping[str, str]
) -> None:
    notes["late"] += bool(trail.late)
    notes["begun"] += any(
        spot.left_us >= 0 and walk.nodes[spot.node].op == "serve" for spot in trail.spots
    )
    ahead = _steps_ahead(walk, trail) & known.given.keys()
    notes["ahead"] += bool(ahead)
    yard = yards.get(trail.pool or "")
    notes["other_yard"] += known.yard is not None and yard != known.yard


def _steps_ahead(walk: Walk, trail: Trail) -> set[str]:
    """Name the steps that lie beyond where the vehicle was placed."""
    waiting, reached, steps = [spot.node for spot in trail.spots], set[str](), set[str]()
    while waiting:
        node_id = waiting.pop()
        if node_id in reached or node_id not in walk.nodes:
            continue
        reached.add(node_id)
        for option in walk.nodes[node_id].options:
            steps |= {row.step for row in option.rows if row.step and row.kind == "confirmed"}
            waiting.append(option.next)
    return steps


def tell(key: str, count: int, language: Language) -> str:
    """Say in words what was left out or taken as likely."""
    return texts()[key, language].format(count=count)


@lru_cache(maxsize=1)
def texts() -> dict[tuple[str, Language], str]:
    """Read the sentences by key and language."""
    file = resources.files("cuakhau.planning.from_now").joinpath("note_texts.csv")
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {
        (row["key"], language): row[language]  # type: ignore[misc]
        for row in rows
        for language in ("vi", "en", "zh")
    }
