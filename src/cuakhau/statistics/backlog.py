"""What the vehicles waiting at an instant carry: the bulletin names the main goods left over."""

from collections.abc import Mapping

from cuakhau.movement.log import EventLog
from cuakhau.movement.view import local_day
from cuakhau.statistics.columns import ask
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.zone import Zone

WaitingGoods = Mapping[tuple[str, Heading, str | None], int]


def count_waiting_goods(zone: Zone, log: EventLog, at_us: int) -> WaitingGoods:
    """Count the vehicles that wait at an instant by (line, heading, goods); goods may be unknown.

    Only what the log has: a correction by count does not say which goods it is about.
    """
    rows = ask("backlog", zone, zone.at(local_day(zone, at_us)), log, {"at_us": at_us})
    return {(line, heading, goods): number for line, heading, goods, number in rows}
