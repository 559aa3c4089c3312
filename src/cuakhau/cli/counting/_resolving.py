"""Asks the question of an issued figure again: on the data it had, and on today's."""

from cuakhau.cli.counting import _told
from cuakhau.figures import Data, Figure, Resolution, build_data, resolve
from cuakhau.journal import versions
from cuakhau.movement.log import from_events
from cuakhau.reports.reading import read_cursor, read_data
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

NO_LOG = "none"


def resolve_stored(stored: Figure) -> Resolution:
    """Compute a figure again from the zone and the log of its own version."""
    version = stored.data_version
    zone = versions.get_version(version.zone, version.zone_version)
    return resolve(stored, _data(zone, _printed_of(zone), version.log))


def resolve_today(stored: Figure) -> Figure:
    """Compute the same question from the zone and the log as they are now."""
    zone = _told.find_zone(stored.data_version.zone)
    if stored.data_version.log == NO_LOG:
        return resolve(stored, _data(zone, _printed_of(zone), NO_LOG)).again
    return resolve(stored, read_data(zone, _printed_of(zone)).data).again


def _data(zone: Zone, printed: tuple[PublishedCount, ...], log: str) -> Data:
    if log == NO_LOG:
        return build_data(zone, from_events(zone.name, []), version=log, printed=printed)
    return read_data(zone, printed, up_to=read_cursor(log)).data


def _printed_of(zone: Zone) -> tuple[PublishedCount, ...]:
    """Give the published figures that belong to a version; none where the folder has changed."""
    today = _told.find_zone(zone.name)
    return _told.find_printed(zone.name) if today.version == zone.version else ()
