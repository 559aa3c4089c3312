"""How vehicles wait in a zone: parts of a yard, the rule of calls, times that are set; on what
checks rest, and how overlaps between agencies are looked for.
"""

from dataclasses import dataclass
from typing import Literal

from cuakhau.zone.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class YardArea(Row):
    """A part of a yard (khu). Its `rows` of `row_places` each are painted on the ground.

    `code` is what stands before the number of a row; `vehicle_classes` are those that it takes,
    all where it is empty. `None` where nobody says.
    """

    id: str
    yard: str
    code: str = ""
    rows: int | None = None
    row_places: int | None = None
    vehicle_classes: tuple[str, ...] = ()

    @property
    def capacity(self) -> int | None:
        """Places in all; `None` where rows or places are unknown."""
        if self.rows is None or self.row_places is None:
            return None
        return self.rows * self.row_places


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRule(Row):
    """How vehicles are called forward to `place` (a gate, a route, or `*` for every one).

    Whoever is called has `come_within_min` to come, else the call lapses: for the first `chances`
    lapses the turn moves `back_places` back, then to the end of the queue. Perishable goods wait
    as if they had come `perishable_ahead_min` earlier.
    """

    id: str
    place: str
    come_within_min: int
    back_places: int
    chances: int
    perishable_ahead_min: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Row):
    """Within which time a step is given once it can be (thời hạn cam kết), and who says so.

    It holds for the kinds of trip in `procedures` (empty: all) and for `goods` and what is within
    them (empty: all); the closest row counts. `working` minutes run only while the gate works by
    its own hours; hours that nobody published give no promise. `basis` is the law or the decision.
    """

    id: str
    step: str
    within_min: int
    basis: str
    counts: Literal["clock", "working"] = "clock"
    procedures: tuple[str, ...] = ()
    goods: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLimit(Row):
    """Within how many days of the calendar a complaint is answered, by which law."""

    id: str
    within_days: int
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Row):
    """What a step asks the declarant or driver to state, and the law or decision it rests on.

    `asks` are words for data (`driver`, `goods` …); two steps that say the same word ask for the
    same thing. Empty, and `basis` of `None`: nobody has said.
    """

    id: str
    step: str
    asks: tuple[str, ...] = ()
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapRule(Row):
    """Stops of two agencies in one place `within_min` of each other count as an overlap; an agency
    may reply to a finding within `reply_days` of the calendar, unknown where nobody said.
    """

    id: str
    within_min: int = 60
    reply_days: int | None = None
