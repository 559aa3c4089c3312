"""How long the release took, in the newest day whose clock is kept."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import pyarrow as pa
from django.utils.translation import gettext as _

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.figure import Parameter
from cuakhau.figures.format import format_short_day
from cuakhau.figures.kept.values import RELEASE, RELEASE_MARK, key_of
from cuakhau.planning.clock.keeping import measure_day
from cuakhau.planning.clock.lines import find_ends
from cuakhau.planning.clock.models import ClockDay
from cuakhau.planning.clock.reading import open_day
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Said
from cuakhau.statistics.clock.measuring.release import ReleaseTime, tell_between
from cuakhau.statistics.clock.publishing import LEAST
from cuakhau.web.templatetags.words import lasting
from cuakhau.zone.zone import Zone

MEASURES = ("count", "mean", "median", "p90")
DIRECTIONS = ("both", "export", "import")
WHICH = "arrival_release"


def tell_release(ground: Ground) -> Section:
    """Tell the newest day that is kept; it may still go on."""
    kept = ClockDay.objects.filter(zone=ground.zone.name, at__lte=ground.at)
    row = kept.only("zone", "day", "ends_at", "at").order_by("-day").first()
    section = Section(
        id="release",
        title=_("From arrival to release"),
        icon="clock",
        spans=plain(_("Nothing is measured yet.")),
        address="clock:overview",
        act="see_clock",
    )
    if row is None:
        return section
    data = _recall(Kept(row.pk, row.at, row), ground.zone)
    about = {"day": row.day.isoformat(), "direction": "both"}
    about["until_us"] = int(row.ends_at.timestamp() * 1_000_000)  # type: ignore[assignment]
    found = {one: measure(data, RELEASE, measure=one, **about) for one in MEASURES}
    said = {name: _say(ground, figure) for name, figure in found.items()}
    template = _("On {day} no vehicle is known from arrival to release.")
    if found["median"].value is not None:
        template = _(
            "On {day} half of {count} were released within {median} of their arrival, nine in ten "
            "within {p90}."
        )
    spans = compose(template, said, day=format_short_day(row.day, ground.language))
    lead = said["median"] if found["median"].value is not None else None
    return replace(section, spans=spans, lead=lead)


@dataclass(frozen=True, slots=True)
class Kept:
    """A day as it was kept at an instant, as a key of what was measured of it."""

    key: int
    at: datetime
    row: ClockDay = field(compare=False)


@lru_cache(maxsize=8)
def _recall(kept: Kept, zone: Zone) -> Data:
    return build_data(zone, kept.row)


def _say(ground: Ground, figure: Figure) -> Said:
    if figure.unit == "minute":
        return Said(figure, lasting(figure))
    return say(figure, ground.language)


def build_data(zone: Zone, row: ClockDay) -> Data:
    """Put a kept day together as data that figures are made from."""
    return _build(zone, row.day, int(row.ends_at.timestamp() * 1_000_000), open_day(row).visits)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Read the day again from the log, up to where the figure was made. Raises `ValueError`."""
    day = date.fromisoformat(str(stored.parameters["day"]))
    until_us = int(stored.parameters["until_us"])
    return _build(zone, day, until_us, measure_day(zone, day, until_us))


def _build(zone: Zone, day: date, until_us: int, visits: pa.Table) -> Data:
    values: dict[str, int | Decimal | None] = {}
    for direction in DIRECTIONS:
        told = _tell(visits, direction)
        seconds = (told.mean_s.value, told.median_s.value, told.p90_s.value)
        is_told = told.count >= LEAST  # of fewer nothing is told, as on the pages of the clock
        lengths = [None if one is None or not is_told else round(one / 60) for one in seconds]
        known = [told.count if is_told else None, *lengths]
        about: dict[str, Parameter] = {
            "day": day.isoformat(), "until_us": until_us, "direction": direction
        }  # fmt: skip
        for name, value in zip(MEASURES, known, strict=True):
            asked: dict[str, Parameter] = {**about, "measure": name}
            values[key_of(RELEASE, asked)] = value
    return build_without_log(zone, f"{RELEASE_MARK}{day}@{until_us}", until_us, kept_values=values)


def _tell(visits: pa.Table, direction: str) -> ReleaseTime:
    import pyarrow.compute as pc

    if direction != "both":
        visits = visits.filter(pc.equal(visits["direction"].cast("string"), direction))
    told = tell_between(find_ends(visits))
    return next(one for one in told if one.name == WHICH)
