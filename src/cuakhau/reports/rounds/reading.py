"""How a round stands: read from its steps, which are never changed."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cuakhau.journal.versions import read_history
from cuakhau.reports.rounds.models import Round, Step
from cuakhau.zone.published import PublishedUnit
from cuakhau.zone.zone import Zone

State = Literal["asked", "sent", "back"]
NEAR_DAYS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit did in a round; `versions` are its texts, the oldest first."""

    unit: str
    state: State
    versions: tuple[Step, ...]
    comments: tuple[Step, ...]
    reminders: tuple[Step, ...]

    @property
    def text(self) -> str:
        """Give its latest text, or none."""
        return self.versions[-1].text if self.versions else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A round with its parts, in the order of its units; `approved` and `issued` when they are."""

    round: Round
    parts: tuple[Part, ...]
    approved: Step | None
    issued: Step | None

    @property
    def missing(self) -> tuple[Part, ...]:
        """Give the parts that have not come, or went back."""
        return tuple(part for part in self.parts if part.state != "sent")

    def part(self, unit: str) -> Part | None:
        """Find the part of a unit."""
        return next((one for one in self.parts if one.unit == unit), None)

    def days_left(self, today: date) -> int:
        """Count the days to the due day; below 0 when it is past."""
        return (self.round.due - today).days


def stand(held: Round, steps: Sequence[Step]) -> Standing:
    """Say how a round stands after its steps, which are in order."""
    return Standing(
        round=held,
        parts=tuple(_part(unit, [one for one in steps if one.unit == unit]) for unit in held.units),
        approved=next((one for one in steps if one.act == "approve"), None),
        issued=next((one for one in steps if one.act == "issue"), None),
    )


def read_standing(held: Round) -> Standing:
    """Read how a round stands now."""
    return stand(held, list(held.steps.order_by("id")))


def list_units(zone: Zone) -> tuple[PublishedUnit, ...]:
    """List the units that can be asked: all but the Board itself, its own divisions first."""
    units = [one for one in read_history(zone).units if one.id != "board"]
    return tuple(sorted(units, key=lambda one: one.stands != "in_board"))


def read_last_text(held: Round, unit: str) -> tuple[str, str]:
    """Give a unit's text of the last round of the kind before this one, and its periods."""
    before = Step.objects.filter(
        round__zone=held.zone,
        round__kind=held.kind,
        round__last_day__lt=held.first_day,
        act="sent",
        unit=unit,
    ).select_related("round")
    last = before.order_by("-round__last_day", "-id").first()
    return (last.text, last.round.periods) if last else ("", "")


def compare(older: str, newer: str) -> Iterator[tuple[str, str]]:
    """Compare two texts by lines: pairs of "+", "-" or " " and the line."""
    for line in difflib.ndiff(older.splitlines(), newer.splitlines()):
        if line[0] != "?":
            yield line[0], line[2:]


def _part(unit: str, steps: Sequence[Step]) -> Part:
    moves = [one.act for one in steps if one.act in ("sent", "back")]
    state: State = "asked" if not moves else "sent" if moves[-1] == "sent" else "back"
    return Part(
        unit=unit,
        state=state,
        versions=tuple(one for one in steps if one.act == "sent"),
        comments=tuple(one for one in steps if one.act in ("back", "comment")),
        reminders=tuple(one for one in steps if one.act == "remind"),
    )
