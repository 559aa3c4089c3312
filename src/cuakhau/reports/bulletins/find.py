"""The bulletin of a day: as it was issued, counted from the log now, or as it was published."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from cuakhau.figures import Data, build_data
from cuakhau.movement.log import from_events
from cuakhau.reports.building import build_bulletin
from cuakhau.reports.bulletin import Bulletin, Change
from cuakhau.reports.bulletins.past.keep import imported_counts, last_import
from cuakhau.reports.changes import list_changes, read_known
from cuakhau.reports.content import build_content
from cuakhau.reports.issuing import find_issued
from cuakhau.reports.models import IssuedBulletin
from cuakhau.reports.printed import NothingPrinted, build_printed, list_sources
from cuakhau.reports.reading import TooMuch, read_day
from cuakhau.zone.history import history_of
from cuakhau.zone.load import ZoneNotFound, files_of, get_folder
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

PRINTED = "printed:"  # in a version of data: the last import that was read


@dataclass(frozen=True, slots=True)
class Found:
    """A bulletin's content; `issued` where it was issued, `bulletin` where it was counted now.

    `later` are the numbers that rows after the issue changed; `None` where nobody can count them
    while a page waits.
    """

    content: dict[str, Any]
    issued: IssuedBulletin | None = None
    bulletin: Bulletin | None = None
    later: tuple[Change, ...] | None = ()


def find_bulletin(zone: Zone, day: date) -> Found | None:
    """Find the bulletin of a day: the issued one with what changed since, else what the log says.

    `None` where the log has nothing of the day. Raises `TooMuch` for a day of long ago that was
    never issued.
    """
    issued = find_issued(zone.name, day)
    if issued is not None:
        return Found(dict(issued.content), issued=issued, later=_later(zone, issued))
    counted = read_day(zone, day, published_of(zone))
    bulletin = build_bulletin(counted.data, day)
    if not bulletin.origins and not any(part.is_counted for part in bulletin.lines):
        return None
    return Found(build_content(bulletin, zone), bulletin=bulletin)


def find_published(zone: Zone, day: date) -> tuple[Found, tuple[PublishedCount, ...]] | None:
    """Find what was published of a day, with its rows; `None` where nothing was."""
    data = build_printed_data(zone)
    try:
        bulletin = build_printed(data, day)
    except NothingPrinted:
        return None
    return Found(build_content(bulletin, zone), bulletin=bulletin), list_sources(data, day)


def build_printed_data(zone: Zone, up_to: int | None = None) -> Data:
    """Give all that was published of a zone as what figures are made from, without any log."""
    last = last_import(zone.name) if up_to is None else up_to
    log = from_events(zone.name, [])
    return build_data(zone, log, version=f"{PRINTED}{last}", printed=published_of(zone, last))


def read_printed(zone: Zone, version: str) -> Data:
    """Give what a version of published data held. Raises `ValueError` for one that is none."""
    return build_printed_data(zone, int(version.removeprefix(PRINTED)))


def published_of(zone: Zone, up_to: int | None = None) -> tuple[PublishedCount, ...]:
    """Give what was published of a zone: its folder's history, and what people took in."""
    return (*_history(zone), *imported_counts(zone.name, up_to))


def _later(zone: Zone, issued: IssuedBulletin) -> tuple[Change, ...] | None:
    try:
        counted = read_day(zone, issued.day)
    except TooMuch:
        return None
    return tuple(list_changes(counted.data, read_known([issued.content])))


@lru_cache(maxsize=8)
def _history(zone: Zone) -> tuple[PublishedCount, ...]:
    try:
        folder = get_folder(zone.name)
    except ZoneNotFound:
        return ()
    return history_of(zone.name, files_of(folder)).counts
