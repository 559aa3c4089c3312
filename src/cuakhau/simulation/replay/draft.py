"""Rows of a replayed visit before they have numbers, and the chance that they meet.

Times are whole seconds from midnight of the replayed day, on the zone's own clock; the evening
before is negative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from cuakhau.movement.event import Event
from cuakhau.zone.bulletin.day import MICROS

T = TypeVar("T")
MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(slots=True, eq=False)
class Draft:
    """What will become an event: when it happened, how late it is written, what it says."""

    kind: str
    at_s: int
    late_s: int = 3
    facts: dict[str, Any] = field(default_factory=dict)
    corrects: "Draft | None" = None
    is_prompt: bool = False  # written when it happened, since another row waits for it

    @property
    def step(self) -> str | None:
        step: str | None = self.facts.get("step")
        return step

    @property
    def recorded_s(self) -> int:
        return self.at_s + self.late_s


class Dice:
    """Chance from one seed; the same seed and the same order of questions, the same answers."""

    def __init__(self, *seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def between(self, low: float, high: float) -> int:
        """Give a whole number from `low` up to, not including, `high`; `low` if that is empty."""
        if high <= low:
            return int(low)
        return int(self._random.integers(int(low), max(int(high), int(low) + 1)))

    def minutes(self, low: float, high: float) -> int:
        """Give seconds between two numbers of minutes."""
        return self.between(low * MINUTE, high * MINUTE)

    def chance(self, share: float) -> bool:
        """Say yes in a share of cases."""
        return bool(self._random.random() < share)

    def pick(self, choices: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Choose one, by weight where weights are given."""
        if weights is None:
            return choices[int(self._random.integers(len(choices)))]
        edges = np.cumsum(np.asarray(weights, dtype=float))
        return choices[int(np.searchsorted(edges, self._random.random() * edges[-1], "right"))]

    def dwell(self, median_s: float) -> int:
        """Draw a stay: most are near the median, some are several times as long."""
        return int(median_s * float(self._random.lognormal(0.0, 0.6)))

    def letters(self, number: int) -> str:
        """Draw an opaque id."""
        return "".join("0123456789abcdef"[int(n)] for n in self._random.integers(0, 16, number))


@dataclass(slots=True, eq=False)
class Made:
    """One visit; `subject` is given when all visits of the day are there."""

    drafts: list[Draft] = field(default_factory=list)
    subject: str = ""

    @property
    def declared_s(self) -> int:
        """When it was declared, which gives it its number."""
        return self.drafts[0].at_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all rows of a replay share. `midnight_us` is the start of the day, in UTC."""

    zone: str
    run: str
    midnight_us: int
    offset_min: int

    def at_us(self, at_s: int) -> int:
        """Give a second of the day as an instant."""
        return self.midnight_us + at_s * MICROS


def events_of(made: Made, frame: Frame) -> Iterator[Event]:
    """Give the rows of a visit in the order in which they were written, numbered from 1."""
    order = sorted(range(len(made.drafts)), key=lambda n: (made.drafts[n].recorded_s, n))
    seats: dict[int, int] = {}
    for seq, number in enumerate(order, start=1):
        draft = made.drafts[number]
        seats[id(draft)] = seq
        facts: dict[str, Any] = {"happened_offset_min": frame.offset_min, **draft.facts}
        if isinstance(facts.get("other"), Made):
            facts["other"] = facts["other"].subject
        yield Event(
            zone=frame.zone,
            subject_kind="visit",
            subject=made.subject,
            seq=seq,
            kind=draft.kind,
            happened_us=frame.at_us(draft.at_s),
            recorded_us=frame.at_us(draft.recorded_s),
            recorded_offset_min=frame.offset_min,
            corrects=None if draft.corrects is None else seats[id(draft.corrects)],
            origin="replay",
            run=frame.run,
            **facts,
        )
