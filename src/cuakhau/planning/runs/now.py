"""A run from now: the part of the log it starts from, so that it starts there again."""

from cuakhau.journal import read, recent
from cuakhau.journal.read import Cursor
from cuakhau.movement.log import EventLog
from cuakhau.zone.zone import Zone

MARK = "cursor:"
DAY_US = 86_400_000_000
MOST_ROWS = 500_000


def write_horizon(zone: Zone) -> str:
    """Say how far the log of a zone is read now."""
    cursor = read.get_horizon(zone.name)
    return f"{MARK}{cursor.xid}.{cursor.position}"


def read_cursor(version: str) -> Cursor:
    """Read how far a log was read."""
    xid, _, position = version.removeprefix(MARK).partition(".")
    return Cursor(int(xid), int(position))


def read_log(zone: Zone, version: str, at_us: int) -> EventLog:
    """Read who stood in the zone on the day before an instant, and its places, up to a cursor."""
    cursor = read_cursor(version)
    stood = recent.list_stood(zone.name, at_us - DAY_US, at_us, cursor=cursor, most_rows=MOST_ROWS)
    subjects = [*stood, *recent.list_places(zone.name)]
    return read.log(zone.name, subjects=subjects, up_to=cursor)
