"""The lines of the table that may be published: both studies, then each cause and agency.

Where a direction has few visits both directions are withheld, since the total would give it away.
An activity is withheld where one of the causes that it is made of is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _

from cuakhau.planning.clock.reading import Period
from cuakhau.planning.clock.splitting import measure_published, only
from cuakhau.planning.clock.words import activity_word, charge_word, trs_word
from cuakhau.statistics.clock.lengths import Measure
from cuakhau.statistics.clock.measuring.activities import ACTIVITIES, activity_of, by_activity
from cuakhau.statistics.clock.measuring.release import (
    CHECKED,
    ReleaseTime,
    tell_acts,
    tell_between,
)
from cuakhau.statistics.clock.publishing import LEAST, NOT_TOLD
from cuakhau.statistics.clock.tables import ALL, Row, count_visits, measure
from cuakhau.statistics.stays.rows import UNKNOWN_US
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

DIRECTIONS = ("export", "import")
UNKNOWN_HERE = ("TFI2", "TFI3", "TFI4")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what, of which direction, over how many visits; times in seconds.

    `count` is `None` where fewer than `LEAST` visits tell; `is_known` is false for what no log of a
    gate can tell.
    """

    study: str
    part: str
    name: str
    direction: str
    count: int | None
    mean: Measure
    median: Measure
    p90: Measure
    is_known: bool = True
    backwards: int = 0


def list_lines(zone: Zone, period: Period, language: Language) -> list[Line]:
    """List the lines: both studies by direction, then each cause and agency."""
    causes = measure_published(period.spent, ("direction", "agency"))
    released = list(_list_released(zone, period, language))
    return [
        *(line for line in released if line.study == "TRS"),
        *(line for line in released if line.study == "CPMM"),
        *_list_activities(period, causes),
        *_list_causes(zone, causes, language),
    ]


def _list_released(zone: Zone, period: Period, language: Language) -> Iterator[Line]:
    told = {direction: _tell(period, direction) for direction in ("", *DIRECTIONS)}
    few = {
        key
        for direction in DIRECTIONS
        for key, one in told[direction].items()
        if 0 < one.count < LEAST
    }
    for key in dict.fromkeys(key for found in told.values() for key in found):
        for direction, found in told.items():
            if key not in found:
                continue
            one = found[key]
            is_known = one.name not in UNKNOWN_HERE
            is_told = one.count >= LEAST and not (direction and key in few)
            if direction and not is_known:
                continue
            yield Line(
                study=one.study,
                part=_("WCO Time Release Study") if one.study == "TRS" else _("CAREC CPMM"),
                name=_name(zone, one, language),
                direction=direction_word(direction),
                count=one.count if is_told else None,
                mean=one.mean_s if is_told else NOT_TOLD,
                median=one.median_s if is_told else NOT_TOLD,
                p90=one.p90_s if is_told else NOT_TOLD,
                is_known=is_known,
                backwards=one.backwards,
            )


def _tell(period: Period, direction: str) -> dict[Any, ReleaseTime]:
    spent = only(period.spent, "direction", direction)
    acts = period.acts
    if direction:
        of_visit = period.spent.visits["direction"].take(acts["visit"])
        acts = acts.filter(pc.equal(of_visit, direction))
    told = (*tell_between(find_ends(spent.visits)), *tell_acts(acts))
    return {(one.study, one.name, one.agency): one for one in told}


def _name(zone: Zone, one: ReleaseTime, language: Language) -> str:
    if one.agency is None:
        return trs_word(one.study, one.name)
    agency = zone.name_of(one.agency, language)
    return _("{agency}: from its first to its last act").format(agency=agency)


def _list_activities(period: Period, causes: list[Row]) -> Iterator[Line]:
    hidden = {
        (row.group[0], activity_of(row.cause, None if row.group[1] is None else str(row.group[1])))
        for row in causes
        if row.cause != ALL and row.count is None
    }
    spent = by_activity(period.spent)
    groups = {"": measure(count_visits(spent, ()), ())}
    for row in measure(count_visits(spent, ("direction",)), ("direction",)):
        groups[str(row.group[0])] = (*groups.get(str(row.group[0]), ()), row)
    told = {
        direction: {row.cause: row for row in groups.get(direction, ())}
        for direction in ("", *DIRECTIONS)
    }
    for activity in ACTIVITIES:
        for direction, rows in told.items():
            if activity not in rows:
                continue
            row = rows[activity]
            is_told = (row.count or 0) >= LEAST and (direction, activity) not in hidden
            yield Line(
                study="",
                part=_("CAREC CPMM: TFI1 by activity, from the declaration on"),
                name=activity_word(activity),
                direction=direction_word(direction),
                count=row.count if is_told else None,
                mean=row.mean_s if is_told else NOT_TOLD,
                median=row.median_s if is_told else NOT_TOLD,
                p90=row.p90_s if is_told else NOT_TOLD,
            )


def _list_causes(zone: Zone, causes: list[Row], language: Language) -> Iterator[Line]:
    first = list(dict.fromkeys((row.cause, row.group[1]) for row in causes))
    for row in sorted(causes, key=lambda row: first.index((row.cause, row.group[1]))):
        if row.cause != ALL and row.group[0] in ("", *DIRECTIONS):
            agency = None if row.group[1] is None else str(row.group[1])
            name = charge_word(zone, row.cause, agency, language)
            told = (row.mean_s, row.median_s, row.p90_s)
            word = direction_word(str(row.group[0]))
            yield Line("", _("Where the time went"), name, word, row.count, *told)


def find_ends(visits: pa.Table) -> dict[str, Any]:
    """Give declared, arrived, released and ended of the visits that are over."""
    visits = visits.filter(pc.invert(visits["is_open"]))
    names = {"declared": "declared_us", "arrived": "arrived_us", CHECKED: "released_us",
             "ended": "ended_us"}  # fmt: skip
    return {
        name: pc.fill_null(visits[column], pa.scalar(int(UNKNOWN_US), pa.int64())).to_numpy()
        for name, column in names.items()
    }


def direction_word(direction: str) -> str:
    """Name a direction; both where it is empty."""
    return {"": _("both directions"), "export": _("export"), "import": _("import")}[direction]
