"""One study as its kind sees it: the zone and the log as they were, and who wants to hear."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cuakhau.journal import read
from cuakhau.movement.log import EventLog
from cuakhau.planning.experiments.replicate import Watch
from cuakhau.planning.runs.now import read_cursor
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be worked out. `log` is how far the log is read, `None` where it is not."""

    zone: Zone
    twin: Twin | None
    asked: Mapping[str, Any]
    log: str
    watch: Watch

    def read_log(self) -> EventLog:
        """Read the log from so many days before the hour asked for on, as far as it went then."""
        since = datetime.fromisoformat(self.asked["hour"]) - timedelta(days=self.asked["days"])
        return read.log(self.zone.name, since=since, up_to=read_cursor(self.log))
