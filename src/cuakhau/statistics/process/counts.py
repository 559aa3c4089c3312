"""What is counted of a log, so that the counts of several days add up to those of all of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from cuakhau.statistics.process.steps import BUCKET_US


class Link(NamedTuple):
    """A way from one activity to the next of the same visit, and who did each; "" for none."""

    before: str
    by: str
    activity: str
    agency: str


@dataclass(slots=True)
class Times:
    """How often, of how many visits, how long in all (microseconds), and how long by buckets.

    A bucket is 15 seconds wide, so that a quantile read from them is at most half of that wrong.
    """

    count: int = 0
    visits: int = 0
    sum_us: int = 0
    buckets: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Times") -> None:
        """Take in the counts of other visits."""
        self.count += other.count
        self.visits += other.visits
        self.sum_us += other.sum_us
        self.buckets.update(other.buckets)

    def find_quantile_us(self, share: float) -> int | None:
        """Give the middle of the bucket that holds this share of the times; `None` for none.

        The quantile is the smallest time that is not exceeded by at least this share of all.
        """
        wanted, below = share * self.count, 0
        for bucket in sorted(self.buckets):
            below += self.buckets[bucket]
            if below >= wanted:
                return bucket * BUCKET_US + BUCKET_US // 2
        return None


class Finding(NamedTuple):
    """What a procedure says of visits: `kind` is one of `FINDINGS`.

    `step` is the step that is missing, out of order or unknown; `required` what should have come
    before it.
    """

    kind: str
    procedure: str
    step: str
    required: str = ""


# A step left out by a vehicle that has gone; given before what it requires, where that is only
# flagged or would be refused; not of this procedure; and visits whose procedure nobody knows.
FINDINGS = ("missing", "order_flagged", "order_refused", "unknown_step", "no_procedure")


@dataclass(slots=True)
class Repeat:
    """A step done again: its visits, those that did it twice or more, and all further times."""

    visits: int = 0
    again: int = 0
    extra: int = 0
    most: int = 0

    def add(self, other: "Repeat") -> None:
        """Take in the counts of other visits."""
        self.visits += other.visits
        self.again += other.again
        self.extra += other.extra
        self.most = max(self.most, other.most)


@dataclass(slots=True)
class Counts:
    """Everything counted of some visits. `ends` counts last activities by how visits ended."""

    visits: int = 0
    events: int = 0
    links: dict[Link, Times] = field(default_factory=dict)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    repeats: dict[str, Repeat] = field(default_factory=dict)
    variants: Counter[tuple[str, ...]] = field(default_factory=Counter)
    findings: Counter[Finding] = field(default_factory=Counter)
    by_procedure: Counter[str] = field(default_factory=Counter)
    conforming: int = 0

    def add(self, other: "Counts") -> None:
        """Take in the counts of other visits."""
        self.visits += other.visits
        self.events += other.events
        self.conforming += other.conforming
        for link, times in other.links.items():
            self.links.setdefault(link, Times()).add(times)
        for activity, repeat in other.repeats.items():
            self.repeats.setdefault(activity, Repeat()).add(repeat)
        self.ends.update(other.ends)
        self.variants.update(other.variants)
        self.findings.update(other.findings)
        self.by_procedure.update(other.by_procedure)


def add_up(parts: list[Counts]) -> Counts:
    """Add up the counts of parts of a log; a visit is in one of them."""
    total = Counts()
    for part in parts:
        total.add(part)
    return total
