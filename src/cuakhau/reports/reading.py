"""Reads what figures are counted from out of the journal, at a cursor that can be read again."""

from dataclasses import dataclass

from cuakhau.figures import Data, build_data
from cuakhau.journal import read
from cuakhau.journal.read import Cursor
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Counted:
    """A zone's data read from the journal, and the cursor up to which they were read."""

    data: Data
    cursor: Cursor


def read_data(
    zone: Zone, printed: tuple[PublishedCount, ...] = (), *, up_to: Cursor | None = None
) -> Counted:
    """Read a zone's log as far as no running transaction can still precede, or up to a cursor."""
    cursor = read.get_horizon(zone.name) if up_to is None else up_to
    log = read.log(zone.name, up_to=cursor)
    version = write_cursor(cursor)
    return Counted(build_data(zone, log, version=version, printed=printed), cursor)


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
