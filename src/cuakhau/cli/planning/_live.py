"""The live zone as a command sees it: what is on record at this instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _django

if TYPE_CHECKING:
    from datetime import date

    from cuakhau.cli.planning._asked import Ground
    from cuakhau.movement.log import EventLog
    from cuakhau.planning.from_now import Now
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

LOOKS_BACK_DAYS = 31  # nobody who is still in the zone came before
HOURS_A_DAY = 24

from_now_option = click.option(
    "--from-now", is_flag=True, help="Begin with the live zone: who is there, what is open."
)


@dataclass(frozen=True, slots=True)
class Live:
    """The log of a zone up to an instant of the zone's time; `cursor` names the slice."""

    log: "EventLog"
    at_us: int
    cursor: str

    def now(self, ground: "Ground", days: int) -> "Now":
        """Build what is run from this instant on. Raises `TwinMistakes`."""
        from cuakhau.planning.from_now import network_now

        return network_now(ground.zone, ground.twin, self.log, self.at_us, hours=HOURS_A_DAY * days)

    def first_day(self, zone: "Zone") -> "date":
        """Give the day of the zone on which this instant lies."""
        from cuakhau.movement.times import local_day

        return local_day(zone, self.at_us)

    @property
    def facts(self) -> dict[str, Any]:
        """What an answer must keep so that the same rows are run again."""
        return {"at_us": self.at_us, "log": self.cursor, "log_days": LOOKS_BACK_DAYS}


def read_live(zone: "Zone") -> Live:
    """Read what the journal knows of a zone now."""
    with _django.database():
        from cuakhau.journal import read
        from cuakhau.server import clock

        now = clock.now(zone.name)
        horizon = read.get_horizon(zone.name)
        since = now - timedelta(days=LOOKS_BACK_DAYS)
        log = read.log(zone.name, since=since, until=now, up_to=horizon)
        return Live(log, clock.now_us(zone.name), f"{horizon.xid}/{horizon.position}")


def tell_notes(now: "Now", language: "Language") -> Iterator[str]:
    """Say what of the live zone was left out or taken as likely."""
    from cuakhau.planning.from_now import tell

    for key, count in now.notes.items():
        yield tell(key, count, language)
