"""The stage of a replay: which boxes stand at which gate, and which box of the log is which."""

import gzip
from dataclasses import dataclass, field

import msgspec

from cuakhau.planning.runs.frames import Box, Frames
from cuakhau.zone.zone import Zone


@dataclass(slots=True)
class Scene:
    """One gate: its roads, yards, steps and the way out, by the number of the box on the stage."""

    gate: str
    roads: dict[int, str] = field(default_factory=dict)
    yards: dict[int, str] = field(default_factory=dict)
    steps: dict[int, str] = field(default_factory=dict)
    ways: dict[int, str] = field(default_factory=dict)
    places: dict[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stage:
    """For each box of the frames: its number on the stage, and that of its gate."""

    scenes: tuple[Scene, ...]
    boxes: tuple[int, ...]
    gates: tuple[int, ...]


def read_frames(packed: bytes) -> Frames:
    """Read what was kept of a day."""
    return msgspec.json.decode(gzip.decompress(packed), type=Frames)


def build_stage(zone: Zone, frames: Frames) -> Stage:
    """Put the boxes of a day on the stage; a step is one box for all places of a gate."""
    scenes: dict[str, Scene] = {}
    numbers: dict[Box, int] = {}
    boxes, gates = [], []
    for kind, place, step in frames.boxes:
        gate = zone.find_gate_of(place) or place
        scene = scenes.setdefault(gate, Scene(gate))
        box = (kind, gate, step) if kind in ("serve", "way") else (kind, place, "")
        number = numbers.setdefault(box, len(numbers))
        _put(scene, number, box)
        if kind == "yard":
            scene.places[number] = frames.places.get(place)
        boxes.append(number)
        gates.append(list(scenes).index(gate))
    return Stage(tuple(scenes.values()), tuple(boxes), tuple(gates))


def _put(scene: Scene, number: int, box: Box) -> None:
    kind, place, step = box
    row = {"road": scene.roads, "yard": scene.yards, "serve": scene.steps, "way": scene.ways}[kind]
    row[number] = step or place
