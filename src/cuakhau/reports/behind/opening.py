"""Opens a figure by its code: the short one of a figure that was kept, or a whole code."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cuakhau.figures import Data, DataVersion, Figure, Resolution, build_data, resolve
from cuakhau.figures.behind import OF_TIME, list_behind
from cuakhau.figures.code import NotACode
from cuakhau.figures.figure import name_figure
from cuakhau.figures.whole import is_whole, read_whole, write_whole
from cuakhau.journal import versions
from cuakhau.journal.read import Cursor
from cuakhau.journal.recent import TooFarBack
from cuakhau.movement.log import from_events
from cuakhau.reports.behind.sources import find_source
from cuakhau.reports.reading import read_board, read_cursor, read_data
from cuakhau.statistics.board import Standing
from cuakhau.web.figures import get_figure
from cuakhau.zone.history import history_of
from cuakhau.zone.load import ZoneNotFound, digest, files_of, find_zone, get_folder
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import NotInZone, Zone

NO_LOG = "none"
LIVE = "live."


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure as it was shown, computed again, and the visits behind it where it counts visits.

    `zone` is of the version that the figure was computed by.
    """

    zone: Zone
    stored: Figure
    again: Figure
    rows: tuple[Standing, ...] | None

    @property
    def agrees(self) -> bool:
        """Tell whether the value, known or unknown, came out again."""
        return Resolution(stored=self.stored, again=self.again).agrees

    @property
    def adds_up(self) -> bool | None:
        """Tell whether the visits, counted one by one, are as many as the figure says.

        `None` where the figure does not count single visits, or not only these.
        """
        if self.rows is None or self.again.value is None or self.again.definition in OF_TIME:
            return None
        return len(self.rows) == self.again.value

    @property
    def whole_code(self) -> str:
        """The code that needs no record of its own."""
        return write_whole(self.stored)


def find_stored(code: str) -> tuple[Zone, Figure]:
    """Find a figure by either code, with its zone. Raises `NotACode` or `NoSuchFigure`."""
    if not is_whole(code):
        stored = get_figure(code)
        kept = stored.data_version
        return versions.get_version(kept.zone, kept.zone_version), stored
    read = read_whole(code)
    said = read.data_version
    try:
        zone = versions.get_version_beginning(said.zone, said.zone_version)
    except NotInZone as unknown:
        raise NotACode(f"no zone here was ever {unknown}") from unknown
    version = DataVersion(zone=zone.name, zone_version=zone.version, log=said.log)
    short = name_figure(read.definition, read.parameters, version)
    return zone, replace(read, code=short, data_version=version)


def open_figure(zone: Zone, stored: Figure) -> Opened:
    """Compute a figure again from the zone and the log of its version, and list what is behind it.

    Of a live figure only the visits of its bulletin day are read. Raises `NotACode` for a question
    that makes no sense, `TooFarBack` for a live figure of long ago.
    """
    source = find_source(stored)
    if source is not None:
        return _open(zone, stored, lambda: source.again(zone, stored))
    at_us = stored.parameters.get("at_us")
    if not stored.definition.startswith(LIVE) or stored.data_version.log == NO_LOG:
        return open_whole_log(zone, stored)
    if not isinstance(at_us, int):
        raise _no_question(zone, stored)
    cursor = _cursor_of(stored)
    return _open(zone, stored, lambda: read_board(zone, at_us, up_to=cursor).data)


def open_whole_log(zone: Zone, stored: Figure) -> Opened:
    """Do the same from all that was in the log, however long ago. Raises `NotACode`."""
    if find_source(stored) is not None:
        return open_figure(zone, stored)
    if stored.data_version.log == NO_LOG:
        return _open(zone, stored, lambda: _without_log(zone))
    cursor = _cursor_of(stored)
    return _open(zone, stored, lambda: read_data(zone, _printed_of(zone), up_to=cursor).data)


def _open(zone: Zone, stored: Figure, read: Callable[[], Data]) -> Opened:
    try:
        data = read()
        again = resolve(stored, data).again
        rows = list_behind(data, stored.definition, stored.parameters)
    except TooFarBack:
        raise
    except (LookupError, StopIteration, TypeError, ValueError, OverflowError) as bad:
        raise _no_question(zone, stored) from bad
    return Opened(zone, stored, again, None if rows is None else tuple(rows))


def _no_question(zone: Zone, stored: Figure) -> NotACode:
    return NotACode(f"{stored.query} cannot be asked of {zone.name}")


def _cursor_of(stored: Figure) -> Cursor:
    try:
        return read_cursor(stored.data_version.log)
    except ValueError as bad:
        raise NotACode(f"{stored.data_version.log} is no data of this journal") from bad


def resolve_today(stored: Figure) -> Figure:
    """Compute the same question from the zone and the log as they are now."""
    zone = find_zone(stored.data_version.zone)
    source = find_source(stored)
    if source is not None:
        return resolve(stored, source.now(zone, stored)).again
    if stored.data_version.log == NO_LOG:
        return resolve(stored, _without_log(zone)).again
    return resolve(stored, read_data(zone, _printed_of(zone)).data).again


def _without_log(zone: Zone) -> Data:
    return build_data(zone, from_events(zone.name, []), version=NO_LOG, printed=_printed_of(zone))


def _printed_of(zone: Zone) -> tuple[PublishedCount, ...]:
    """Give the published figures that belong to a version; none where the folder has changed."""
    try:
        folder = get_folder(zone.name)
    except ZoneNotFound:
        return ()
    files = files_of(folder)
    return history_of(zone.name, files).counts if digest(files) == zone.version else ()
