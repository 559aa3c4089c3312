"""One day of a simulated log as what a picture needs: where each vehicle is from when on.

A vehicle stands on the road before its gate, in a yard, before an officer, or is on its way out.
The day is read from the log alone, with the ends of visits beside it; so a picture says what the
log says.
"""

from collections.abc import Iterator, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from cuakhau.movement.log import EventLog
from cuakhau.simulation.network.types import Network

DAY_US, SECOND_US = 86_400_000_000, 1_000_000
YARD_IN, YARD_OUT = "yard_in", "yard_out"
GONE = -1
COLUMNS = ("subject", "kind", "step", "place", "happened_us", "started_us")
Box = tuple[str, str, str]  # kind, place, step
Track = list[int]


class Frames(msgspec.Struct, frozen=True):
    """`boxes` names (kind, place, step); `tracks` gives for each vehicle second, box, second, …

    Kinds: `road`, `yard`, `serve`, `way`. Seconds count from `start_us`; box -1 is gone.
    """

    start_us: int
    offset_min: int
    boxes: tuple[Box, ...]
    places: Mapping[str, int | None]  # of each yard; None where nobody knows
    tracks: tuple[Track, ...]


def build_frames(network: Network, log: EventLog, ends_us: NDArray[np.int64], day: int) -> Frames:
    """Cut a day (0: the first) out of a run. `ends_us`: when each vehicle left, -1 for inside.

    Times of `ends_us` count from the start of the run, in the order of the subjects' numbers.
    """
    since_us = network.start_us + day * DAY_US
    until_us = min(since_us + DAY_US, network.start_us + network.length_us)
    boxes: dict[Box, int] = {}
    tracks = []
    for subject, moves in _moves(log, until_us):
        left_us = int(ends_us[number_of(subject)])
        end_us = network.start_us + left_us if left_us >= 0 else None
        if moves[0][0] >= until_us or (end_us is not None and end_us < since_us):
            continue
        tracks.append(_track(moves, end_us, (since_us, until_us), boxes))
    return Frames(
        start_us=since_us,
        offset_min=network.offset_min,
        boxes=tuple(boxes),
        places=_places(network),
        tracks=tuple(tracks),
    )


def number_of(subject: str) -> int:
    """Give the number of a simulated visit: `s7-0000012` is 12."""
    return int(subject.rpartition("-")[2])


def _moves(log: EventLog, until_us: int) -> Iterator[tuple[str, list[tuple[int, Box]]]]:
    """Give for each visit (when, where from then on)."""
    table = log.only("visit").table.select(COLUMNS)
    columns = [table[name].to_pylist() for name in COLUMNS]
    subject, moves, gate, here = "", list[tuple[int, Box]](), "", ("road", "", "")
    for one, kind, step, place, happened_us, started_us in zip(*columns, strict=True):
        if one != subject:
            if moves:
                yield subject, moves
            subject, moves, gate = one, [], place or ""
            here = ("road", gate, "")
            moves.append((happened_us, here))
            continue
        if kind != "confirmed" or happened_us > until_us + DAY_US:
            continue
        if started_us is not None and started_us < happened_us:
            moves.append((started_us, ("serve", place or gate, step)))
        if step == YARD_IN:
            here = ("yard", place or gate, "")
        elif step.startswith(YARD_OUT):
            here = ("way", gate, "")
        moves.append((happened_us, here))
    if moves:
        yield subject, moves


def _track(
    moves: list[tuple[int, Box]],
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
