"""Puts together what was printed of a day, for days that no log has; its sums are added again."""

from datetime import date

from cuakhau.figures import Data, measure
from cuakhau.figures.bulletin import printed_of
from cuakhau.reports.building import list_sums
from cuakhau.reports.bulletin import Bulletin, Part
from cuakhau.statistics.day_count import WHOLE_ZONE
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.bulletin.headings import HEADINGS, MEASURES
from cuakhau.zone.bulletin.printed import list_days
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.types import BulletinLine


class NothingPrinted(LookupError):
    """Raised for a day of which no number of the bulletin was printed; `days` lists others."""

    def __init__(self, day: date, days: tuple[date, ...]) -> None:
        super().__init__(f"nothing was printed of {day}")
        self.day, self.days = day, days


def build_printed(data: Data, day: date) -> Bulletin:
    """Build the bulletin of a day from what was printed alone. Raises `NothingPrinted`."""
    told, window = day.isoformat(), window_of(data.zone, day)
    if not data.once(printed_of, told):
        raise NothingPrinted(day, list_days(data.printed))
    lines = data.zone.at(day).bulletin_lines
    return Bulletin(
        zone=data.zone.name,
        day=day,
        since_us=window.since_us,
        until_us=window.until_us,
        source="printed",
        version=data.version,
        as_of_us=data.as_of_us,
        origins=(),
        whole=_part(data, told, BulletinLine(id=WHOLE_ZONE, places=())),
        lines=tuple(_part(data, told, line) for line in lines),
        oddities=tuple(list_sums(data, told, "printed")),
    )


def list_sources(data: Data, day: date) -> tuple[PublishedCount, ...]:
    """List the printed rows of a day, each with its source and how far to trust it."""
    return tuple(data.once(printed_of, day.isoformat()).values())


def _part(data: Data, day: str, line: BulletinLine) -> Part:
    return Part(
        line=line.id,
        unit=line.unit,
        basis=("printed",),
        cells={
            (what, heading): measure(
                data, "bulletin.printed", day=day, line=line.id, heading=heading, measure=what
            )
            for what in MEASURES
            for heading in HEADINGS
        },
        gaps={},
    )
