"""What the clock reads: a log, or the journal, and the channels of the agency that set them."""

from pathlib import Path
from typing import TYPE_CHECKING

from cuakhau.cli import _django

if TYPE_CHECKING:
    import pyarrow as pa

    from cuakhau.movement.log import EventLog
    from cuakhau.statistics.clock.causes import Clock
    from cuakhau.zone.zone import Zone


def read(zone: "Zone", file: Path | None) -> "EventLog":
    """Read a log, or the journal. Raises `ClockRefused` L1 for a file that is none of this zone."""
    from cuakhau.movement import log
    from cuakhau.statistics.clock.refusals import l1_log_is_of_the_zone, refuse

    if file is None:
        with _django.database():
            from cuakhau.journal import read as journal

            return journal.log(zone.name)
    try:
        return log.read(zone.name, file)
    except log.NotALog as trouble:
        raise refuse(l1_log_is_of_the_zone, zone=zone.name, problem=trouble.problem) from trouble


def check_agency(zone: "Zone", agency: str | None) -> None:
    """Refuse to look as an agency that sets no channel. Raises `ClockRefused` L6."""
    from cuakhau.movement.secrecy import steps_of_selection
    from cuakhau.statistics.clock.refusals import l6_agency_sets_channels, refuse

    if agency is None:
        return
    setting = [one.id for one in zone.agencies if steps_of_selection(zone, one.id)]
    if agency not in setting:
        known = ", ".join(setting) or "–"
        raise refuse(l6_agency_sets_channels, agency=agency, zone=zone.name, known=known)


def read_channels(clock: "Clock", agency: str) -> "pa.Table":
    """Read the channels that an agency told of these visits, from the journal of this server.

    Raises `ClockRefused` L7 where it told none.
    """
    from cuakhau.statistics.clock.refusals import l7_channel_is_on_record, refuse

    with _django.database():
        from cuakhau.planning.clock.behind import read_channels as of_visits

        found = of_visits(clock.zone, clock.visits["subject"].to_pylist(), agency)
    if not found.num_rows:
        raise refuse(l7_channel_is_on_record, agency=agency, zone=clock.zone.name)
    return found
