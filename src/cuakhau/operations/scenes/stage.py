"""What a scene is given: the zone, its time, and who acts in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cuakhau.accounts.people import demo
from cuakhau.operations.actions import Signed
from cuakhau.operations.centre.signed import Signed as SignedForAgency
from cuakhau.operations.desk.waiting import Waiting, hall_of
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Stage:
    """One scene: its id, when it is written down, and the time of day now. `wall` is for accounts.

    `at` and `now` have the offset of the zone.
    """

    zone: Zone
    scene: str
    at: datetime
    now: datetime
    wall: datetime

    def person(self, role: str) -> str:
        """Give the id of the demo person of a role."""
        return demo.get_or_make(role, self.zone, at=self.wall).username

    def nonce(self, mark: object = "") -> str:
        """Give the nonce of an act of this scene; `mark` tells its acts apart."""
        return f"{self.scene}.{mark}"

    def sign(self, role: str, mark: object = "", *, after: timedelta = timedelta()) -> Signed:
        """Sign as the demo person of a role, some time after the scene began."""
        return Signed(self.person(role), self.at + after, self.nonce(mark))

    def sign_for(
        self, role: str, mark: object = "", *, after: timedelta = timedelta()
    ) -> SignedForAgency:
        """Sign for the agency that a role works for."""
        return SignedForAgency(self.person(role), role, self.at + after, self.nonce(mark))

    def later(self, *, minutes: int) -> datetime:
        """Give a time some minutes after the scene."""
        return self.at + timedelta(minutes=minutes)

    def visits(self) -> list[Waiting]:
        """List the open visits of the replay in the order of their numbers."""
        return sorted(hall_of(self.zone).look(), key=lambda one: one.visit.subject)

    def on_the_road(self) -> list[str]:
        """List the visits that are declared and have not come in."""
        return [one.visit.subject for one in self.visits() if not _has_come(self.zone, one)]

    def inside(self) -> list[str]:
        """List the visits that have come in and not gone."""
        return [one.visit.subject for one in self.visits() if _has_come(self.zone, one)]

    def given(self, step: str) -> list[str]:
        """List the open visits to which a step was given by the time of the scene, by when."""
        until_us = micros(self.at)
        found = []
        for one in self.visits():
            times = [
                entry.at_us
                for entry in one.visit.standing
                if entry.kind == "confirmed" and entry.step == step and entry.at_us <= until_us
            ]
            if times:
                found.append((min(times), one.visit.subject))
        return [subject for _, subject in sorted(found)]


def _has_come(zone: Zone, one: Waiting) -> bool:
    procedure = zone.procedure_by_id.get(one.seen.procedure or "")
    arrives_at = procedure.arrives_at if procedure else "in_gate"
    return arrives_at in one.seen.milestones or one.seen.on_other_side
