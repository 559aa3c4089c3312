"""One day of a simulated log as what a picture needs: where each vehicle is from when on.

A vehicle stands on the road before its gate, in a yard, before an officer, or is on its way out.
The day is read from the log alone, with the ends of visits beside it; so a picture says what the
log says.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from cuakhau.movement.log import EventLog
from cuakhau.simulation.network.types import Network

if TYPE_CHECKING:
    from cuakhau.simulation.run import Run

DAY_US, SECOND_US = 86_400_000_000, 1_000_000
YARD_IN, YARD_OUT = "yard_in", "yard_out"
GONE, ROAD = -1, "road:"
COLUMNS = ("subject", "kind", "step", "place", "happened_us", "started_us")
Box = tuple[str, str, str]  # kind, place, step
Move = tuple[int, Box]
Track = list[int]


class Still(msgspec.Struct, frozen=True, kw_only=True):
    """What stood still, and why, from which second of the day until which."""

    kind: str
    place: str
    reason: str
    since: int
    until: int
    side: str | None = None
    post: str | None = None
    goods: str | None = None


class Frames(msgspec.Struct, frozen=True):
    """`boxes` names (kind, place, step); `tracks` gives for each vehicle second, box, second, …

    Kinds: `road`, `yard`, `serve`, `way`. Seconds count from `start_us`; box -1 is gone.
    """

    start_us: int
    offset_min: int
    boxes: tuple[Box, ...]
    places: Mapping[str, int | None]  # of each yard; None where nobody knows
    tracks: tuple[Track, ...]
    stops: tuple[Still, ...] = ()


def build_frames(
    made: "Run", log: EventLog, names: Sequence[str], day: int, stops: Sequence[Mapping[str, Any]]
) -> Frames:
    """Cut a day (0: the first) out of a run. `names` are its subjects, by the number of arrival.

    `stops` are the rows of its table of stops.
    """
    network = made.network
    since_us = network.start_us + day * DAY_US
    until_us = min(since_us + DAY_US, network.start_us + network.length_us)
    number_of = {name: number for number, name in enumerate(names)}
    gates = [flow.facts.get("place", "") for flow in network.flows]
    boxes: dict[Box, int] = {}
    tracks = []
    for subject, moves in _moves(log, until_us, _begin(network, names)):
        number = number_of[subject]
        left_us = int(made.left_us[number])
        end_us = network.start_us + left_us if left_us >= 0 else None
        if moves[0][0] >= until_us or (end_us is not None and end_us < since_us):
            continue
        gate = gates[made.flow[number]]
        placed = [(at_us, (kind, place or gate, step)) for at_us, (kind, place, step) in moves]
        tracks.append(_track(placed, end_us, (since_us, until_us), boxes))
    return Frames(
        start_us=since_us,
        offset_min=network.offset_min,
        boxes=tuple(boxes),
        places=_places(network),
        tracks=tuple(tracks),
        stops=tuple(_stops(stops, since_us, until_us)),
    )


def _stops(rows: Sequence[Mapping[str, Any]], since_us: int, until_us: int) -> Iterator[Still]:
    for row in rows:
        begin, end = max(row["from_us"], since_us), min(row["to_us"], until_us)
        if begin < end:
            yield Still(
                kind=row["kind"],
                place=row["place"],
                reason=row["reason"],
                since=(begin - since_us) // SECOND_US,
                until=(end - since_us) // SECOND_US,
                side=row["side"],
                post=row["post"],
                goods=row["goods"],
            )


def _begin(network: Network, names: Sequence[str]) -> dict[str, Move]:
    """Say where those are who are there at the start; they arrived first, so they come first."""
    yards = {pool.id: pool.yard for pool in network.pools}
    found: dict[str, Move] = {}
    for name, one in zip(names, network.present, strict=False):
        yard = yards.get(one.pool or "", ROAD)
        kind = "road" if yard.startswith(ROAD) else "yard"
        found[name] = (network.start_us, (kind, yard.removeprefix(ROAD), ""))
    return found


def _moves(
    log: EventLog, until_us: int, begin: dict[str, Move]
) -> Iterator[tuple[str, list[Move]]]:
    """Give for each visit (when, where from then on); a blank place is that of its gate."""
    table = log.only("visit").table.select(COLUMNS)
    columns = [table[name].to_pylist() for name in COLUMNS]
    subject, moves, here = "", list[Move](), ("road", "", "")
    for one, kind, step, place, happened_us, started_us in zip(*columns, strict=True):
        if one != subject:
            if moves:
                yield subject, moves
            subject, moves = one, []
            begun = begin.pop(one, None) or (happened_us, ("road", "", ""))
            here = begun[1]
            moves.append(begun)
        if kind != "confirmed" or happened_us > until_us + DAY_US:
            continue
        if started_us is not None and started_us < happened_us:
            moves.append((started_us, ("serve", place or "", step)))
        if step == YARD_IN:
            here = ("yard", place or "", "")
        elif step.startswith(YARD_OUT):
            here = ("way", "", "")
        moves.append((happened_us, here))
    if moves:
        yield subject, moves
    yield from ((name, [move]) for name, move in begin.items())  # who never moved


def _track(
    moves: list[Move],
    end_us: int | None,
    window: tuple[int, int],
    boxes: dict[Box, int],
) -> Track:
    since_us, until_us = window
    track: Track = []
    for at_us, box in sorted(moves, key=lambda move: move[0]):
        if at_us > until_us:
            break
        number = boxes.setdefault(box, len(boxes))
        second = max(0, (at_us - since_us) // SECOND_US)
        if track and track[-2] == second:
            track[-1] = number
        elif not track or track[-1] != number:
            track += [second, number]
    if end_us is not None and end_us <= until_us:
        track += [max(0, (end_us - since_us) // SECOND_US), GONE]
    return track


def _places(network: Network) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for pool in network.pools:
        if pool.yard in found and (found[pool.yard] is None or pool.places is None):
            found[pool.yard] = None
        else:
            found[pool.yard] = (
                None if pool.places is None else (found.get(pool.yard) or 0) + pool.places
            )
    return found
