"""On what checks rest and what they ask for, and how overlaps between agencies are looked for."""

from dataclasses import dataclass

from cuakhau.zone.row import Row


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
