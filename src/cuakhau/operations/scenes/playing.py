"""Which scene comes when, and that each is written once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError

from cuakhau.operations.models import Act
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.scenes import firms, gates, intake, money, road, shifts
from cuakhau.operations.scenes.stage import Stage
from cuakhau.zone.zone import Zone

BY = "scenes"
Scene = Callable[[Stage], None]

log = logging.getLogger(__name__)


def _every(minutes: int, first: str, last: str, scene: Scene) -> list[tuple[str, Scene]]:
    at, end = _minutes(first), _minutes(last)
    return [(f"{one // 60:02}:{one % 60:02}", scene) for one in range(at, end + 1, minutes)]


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


# The time of the zone's clock; `-` is the evening before.
SCENES: tuple[tuple[str, Scene], ...] = (
    ("-17:30", money.close_day_before),
    ("-19:10", firms.give_mandate),
    ("-19:00", shifts.write_roster),
    ("-19:02", shifts.begin_night),
    ("06:55", shifts.change_in_the_morning),
    ("07:05", money.pay_in),
    ("07:10", gates.report_breakdown),
    ("07:40", gates.hear_other_side),
    ("07:50", firms.complain_of_fee),
    ("08:05", firms.open_own_consignment),
    ("08:20", gates.ask_for_hours),
    ("08:30", road.hold_fruit),
    ("08:40", money.give_anew),
    ("08:45", gates.close_route),
    ("08:48", firms.begin_drafts),
    ("08:50", gates.publish_notice),
    ("08:55", gates.report_accident),
    ("09:00", money.propose_waiver),
    ("09:05", gates.hear_slowing),
    ("09:10", firms.complain_of_turn),
    ("09:14", intake.take_in),
    ("09:16", road.hold_one),
    ("09:18", road.divert_one),
    ("09:20", road.place_in_yard),
    ("09:25", money.take_bank_statement),
    ("10:50", gates.close_accident),
    ("18:10", gates.report_illness),
    ("07:25", shifts.write_book),
    ("18:40", gates.hear_slowing),
    ("18:50", road.hold_for_the_night),
    ("18:55", shifts.change_in_the_evening),
    ("19:20", gates.close_route),
    *_every(20, "07:30", "18:50", money.take_payments),
    *_every(25, "09:05", "19:50", road.call_next),
    *_every(25, "09:08", "19:53", intake.send_messages),
)


@dataclass(slots=True)
class Programme:
    """The scenes of a day, in their order; those that were written are left out."""

    zone: Zone
    day: date
    run: str
    left: list[tuple[datetime, str, Scene]] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Tell whether every scene was written."""
        return not self.left

    def play_next(self, now: datetime, wall: datetime) -> bool:
        """Write the next scene that is due; tell whether there was one.

        A scene that fails is told in the log and left out. Raises `DatabaseError`.
        """
        if not self.left or self.left[0][0] > now:
            return False
        at, name, scene = self.left[0]
        local = now.astimezone(at.tzinfo)
        stage = Stage(zone=self.zone, scene=name, at=at, now=local, wall=wall)

        def act() -> Answer:
            scene(stage)
            return {}

        try:
            do_once(Asked(self.zone.name, name, digest_of(name), BY, at), act)
        except DatabaseError:
            raise
        except Exception:
            # A day without one of its scenes is a demo still; without its vehicles it is none.
            log.exception("the scene %s was left out", name)
        self.left.pop(0)
        return True


def open_programme(zone: Zone, day: date, run: str) -> Programme:
    """Give the scenes of a day that are still to be written."""
    midnight = datetime.combine(day, time(), ZoneInfo(zone.time_zone))
    planned = []
    for number, (clock, scene) in enumerate(SCENES):
        before = timedelta(days=1 if clock.startswith("-") else 0)
        at = midnight - before + timedelta(minutes=_minutes(clock.removeprefix("-")))
        planned.append((at, number, f"scene.{run}.{clock}.{scene.__name__}", scene))
    names = [name for _, _, name, _ in planned]
    written = set(
        Act.objects.filter(zone=zone.name, nonce__in=names).values_list("nonce", flat=True)
    )
    planned.sort(key=lambda one: one[:2])
    left = [(at, name, scene) for at, _, name, scene in planned if name not in written]
    return Programme(zone, day, run, left)
