"""What an overlap is: who, what, where, how often, what it costs the vehicles, and how sure."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["same_thing", "asked_twice", "same_stop", "order_wait", "no_outcome"]
KINDS: tuple[Kind, ...] = ("same_thing", "asked_twice", "same_stop", "order_wait", "no_outcome")
HOURS_A_YEAR, DAYS_A_YEAR = 8766, 365


@dataclass(frozen=True, slots=True)
class Between:
    """A value with the ends of its 95 % interval; ends are `None` where too little is known."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One overlap: a pair of agencies (one alone where it asks twice, or records nothing), what
    was doubled, and where.

    `what` is a thing, a field, or empty. `steps` are the pair of steps that shows it most often.
    `hits` of `of` vehicles show it: of those checked at the place, or by that step there where
    nothing is recorded. `minutes` is the time of the
    second check and the wait before it, as the mean of `timed` vehicles; `hours_a_year` what that
    comes to for all, if the year is like the days of the log. Unknown is `None`.
    `unclear` vehicles show it only if both looked at the same paper, which the zone does not say.
    `visits` are the vehicles behind it.
    """

    kind: Kind
    agencies: tuple[str, ...]
    what: str
    place: str
    steps: tuple[str, str]
    hits: int
    of: int
    share: Between
    timed: int
    minutes: Between | None
    hours_a_year: Between | None
    gap_min: float | None
    unclear: int
    bases: tuple[str | None, ...]
    visits: tuple[str, ...]

    @property
    def key(self) -> str:
        """Name the finding in every log of the zone: kind, agencies, what, place."""
        steps = self.steps if self.kind in ("order_wait", "no_outcome") else ()
        return "|".join((self.kind, "+".join(self.agencies), self.what, self.place, *steps))


@dataclass(frozen=True, slots=True)
class Overlaps:
    """All findings of a log, as `weight` orders them, and of how many vehicles and days."""

    zone: str
    zone_version: str
    visits: int
    checks: int
    days: int
    findings: tuple[Finding, ...]
