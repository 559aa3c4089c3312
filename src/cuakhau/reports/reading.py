"""Reads what figures are counted from out of the journal, at a cursor that can be read again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cuakhau.figures import Data, build_data
from cuakhau.journal import read, recent
from cuakhau.journal.read import Cursor
from cuakhau.zone.bulletin.day import bulletin_day, window_of
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

MOST_SUBJECTS = 12_000  # about a week of Lạng Sơn, read in a second
NEVER_US = 2**62
MONTHS_BEFORE = 2  # a bulletin names the places of the last 30 days
MOST_ROWS_SINCE = 100_000  # two days of a full zone, read in a tenth of a second


class TooMuch(LookupError):
    """Raised where a day lies so far back that a page cannot wait for its count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A zone's data read from the journal, and the cursor up to which they were read."""

    data: Data
    cursor: Cursor


def read_data(
    zone: Zone, printed: tuple[PublishedCount, ...] = (), *, up_to: Cursor | None = None
) -> Counted:
    """Read a zone's log as far as no running transaction can still precede, or up to a cursor."""
    return _read(zone, None, printed, up_to=up_to or read.get_horizon(zone.name))


def read_since(
    zone: Zone,
    day: date,
    printed: tuple[PublishedCount, ...] = (),
    *,
    up_to: Cursor | None = None,
) -> Counted:
    """Read what the bulletins of a day and of all later ones count, and leave the years before.

    The numbers are those of the whole log, which `tests/reports` holds.
    """
    window, cursor = window_of(zone, day), up_to or read.get_horizon(zone.name)
    stood = recent.list_stood(
        zone.name, window.since_us, NEVER_US, cursor=cursor, most_rows=MOST_ROWS_SINCE
    )
    told = recent.list_told(zone.name, window.since_us, window.until_us, MONTHS_BEFORE)
    latest = {event.subject for event in recent.list_latest(zone.name, 1)}
    return _read(zone, {*stood, *told, *latest}, printed, up_to=cursor)


def read_board(zone: Zone, at_us: int, *, up_to: Cursor) -> Counted:
    """Read what the board of an instant counts: the visits of its bulletin day, up to a cursor.

    The rest of the log is left where it is. Raises `TooFarBack` for a cursor of long ago.
    """
    since_us = window_of(zone, bulletin_day(zone, at_us)).since_us
    subjects = recent.list_stood(
        zone.name, since_us, at_us, cursor=up_to, most_rows=MOST_ROWS_SINCE
    )
    return _read(zone, subjects, (), up_to=up_to)


def read_day(
    zone: Zone, day: date, printed: tuple[PublishedCount, ...] = (), *, most: int = MOST_SUBJECTS
) -> Counted:
    """Read what a page of one day counts: visits that stood in it, and all places.

    Less than `read_since`: nothing of the weeks before, which only a bulletin's totals need.

    Raises `TooMuch` where more than `most` visits ended since it began: `read_data` serves then.
    """
    window, cursor = window_of(zone, day), read.get_horizon(zone.name)
    stood = recent.list_stood(
        zone.name, window.since_us, window.until_us, cursor=cursor, most_rows=MOST_ROWS_SINCE
    )
    if len(stood) > most:
        raise TooMuch(zone.name, day)
    return _read(zone, [*stood, *recent.list_places(zone.name)], printed, up_to=cursor)


def _read(
    zone: Zone,
    subjects: Collection[str] | None,
    printed: tuple[PublishedCount, ...],
    *,
    up_to: Cursor,
) -> Counted:
    log = read.log(zone.name, subjects=subjects, up_to=up_to)
    return Counted(build_data(zone, log, version=write_cursor(up_to), printed=printed), up_to)


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor as the data version of figures."""
    return f"cursor:{cursor.xid}.{cursor.position}"


def read_cursor(version: str) -> Cursor:
    """Read a data version back. Raises `ValueError` for one that is not of the journal."""
    kind, _, place = version.partition(":")
    xid, _, position = place.partition(".")
    if kind != "cursor":
        raise ValueError(f"{version!r} is not a cursor of the journal")
    return Cursor(int(xid), int(position))
