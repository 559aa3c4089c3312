"""What was printed of one bulletin day, under the lines, measures and headings of the bulletin."""

from collections.abc import Iterable, Mapping
from datetime import date

from cuakhau.zone.bulletin.headings import MEASURES, Heading, Measure
from cuakhau.zone.published import PublishedCount

WHOLE_ZONE = "*"
Printed = Mapping[tuple[str, Measure, Heading], PublishedCount]

# How the published files name a heading: direction and cargo.
_HEADINGS: dict[tuple[str, str], Heading] = {
    ("both", "all"): "all",
    ("export", "all"): "export",
    ("export", "fruit"): "export_fruit",
    ("export", "other"): "export_other",
    ("import", "all"): "import",
    ("import", "cargo"): "import_goods",
    ("import", "new_vehicles"): "import_new",
}
# How far to trust a figure, best first; a suspect one is shown and never used.
_TRUST = ("exact", "derived", "approx", "at_least", "avg", "range", "suspect")


def printed_on(counts: Iterable[PublishedCount], day: date) -> Printed:
    """Give what was printed of one day; `*` is the whole zone. Of two rows the better one."""
    found: dict[tuple[str, Measure, Heading], PublishedCount] = {}
    for count in counts:
        heading = _HEADINGS.get((count.direction, count.cargo))
        if heading is None or (count.first_day, count.last_day) != (day, day):
            continue
        for measure in MEASURES:
            if count.measure == measure and count.unit in ("vehicle", "wagon"):
                place = WHOLE_ZONE if count.place == "all" else count.place
                known = found.get((place, measure, heading))
                if known is None or _rank(count) < _rank(known):
                    found[place, measure, heading] = count
    return found


def exact_values(printed: Printed) -> dict[tuple[str, Measure, Heading], int]:
    """Keep the values that were printed exactly, or follow exactly from printed ones."""
    return {
        cell: count.value
        for cell, count in printed.items()
        if count.precision in ("exact", "derived")
    }


def list_days(counts: Iterable[PublishedCount]) -> tuple[date, ...]:
    """List the days of which a number of cleared vehicles was printed, oldest first."""
    return tuple(
        sorted(
            {c.first_day for c in counts if c.measure == "cleared" and c.first_day == c.last_day}
        )
    )


def _rank(count: PublishedCount) -> int:
    return _TRUST.index(count.precision)
