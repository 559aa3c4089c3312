"""What the page shows: targets met by the twin, and the fit of the log."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.planning.calibrating.fitted import Fit, Fitted, ServiceFit, StreamFit, name_row, tell
from cuakhau.planning.calibration.words import (
    curve_word,
    measure_word,
    number_writer,
    table_word,
    target_word,
)
from cuakhau.planning.pictures import Labels, draw_arrivals, draw_service
from cuakhau.planning.studies.calibrated import TARGET_DAYS, WARM_UP_DAYS
from cuakhau.simulation.targets.measure import Met
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_PICTURES = 12
MOST_NAMES = 12  # of streams, steps or posts in a table


def build_targets(
    zone: Zone, twin: Twin, met: tuple[Met, ...], language: Language
) -> dict[str, Any]:
    """Give the published figures beside those of a run around the day that the twin describes."""
    if not met:
        return {"count": 0}
    dated, write = zone.at(twin.settings[0].around), number_writer(language)
    return {
        "hits": sum(one.is_hit for one in met),
        "count": len(met),
        "days": TARGET_DAYS - WARM_UP_DAYS,
        "rows": [
            {
                "name": target_word(dated, one.target, language),
                "value": write(one.target.value),
                "low": write(one.target.low),
                "high": write(one.target.high),
                "simulated": None if one.value is None else write(one.value),
                "is_hit": one.is_hit,
                "source": one.target.source,
            }
            for one in met
        ],
    }


def build_fit(zone: Zone, found: Fit, language: Language) -> dict[str, Any]:
    """Give what the last days of the log tell."""
    dated, write = zone.at(found.first_day), number_writer(language)
    return {
        "visits": write(found.visits),
        "days": found.days,
        "first_day": found.first_day,
        "groups": list(_list_groups(dated, found, language)),
        "pictures": list(_draw(dated, found, language)),
        "unknown": list(_list_unknown(dated, found, language)),
    }


def _list_unknown(dated: Zone, found: Fit, language: Language) -> Iterator[dict[str, Any]]:
    """One line a reason; what is alike stands folded below it."""
    for key in dict.fromkeys(one.key for one in found.unknown):
        alike = [tell(o, dated, found.twin, language) for o in found.unknown if o.key == key]
        yield {"text": alike[0], "more": alike[1:]}


def _list_groups(dated: Zone, found: Fit, language: Language) -> Iterator[dict[str, Any]]:
    """The numbers of a kind, those seen most often first, the rare ones folded."""
    for table in dict.fromkeys(row.table for row in found.rows):
        rows = [row for row in found.rows if row.table == table]
        often = sorted({row.name: row.count for row in rows}.items(), key=lambda one: -one[1])
        shown = {name for name, _ in often[:MOST_NAMES]}
        yield {
            "title": table_word(table),
            "count": len(often),
            "rows": [_row(dated, found, row, language) for row in rows if row.name in shown],
            "rare": len(often) - len(shown),
        }


def _row(dated: Zone, found: Fit, row: Fitted, language: Language) -> dict[str, Any]:
    write = number_writer(language)
    return {
        "name": name_row(dated, found.twin, row, language),
        "measure": measure_word(row),
        "value": write(row.value),
        "low": None if row.low is None or row.is_bound else write(row.low),
        "high": None if row.high is None else write(row.high),
        "is_bound": row.is_bound,
        "count": write(row.count) if row.count else "",
    }


def _draw(dated: Zone, found: Fit, language: Language) -> Iterator[dict[str, Any]]:
    """Draw the streams and steps with the most vehicles."""
    write = number_writer(language)
    streams = sorted(found.streams, key=lambda one: -one.count)[: MOST_PICTURES // 2]
    services = sorted(found.services, key=lambda one: -one.curve.count)[:MOST_PICTURES]
    for stream in streams:
        name = _stream_name(dated, stream, language)
        title = _("Arrivals by the hour: {name}").format(name=name)
        picture = draw_arrivals(stream, Labels(title=title, number=write))
        yield {"title": name, "about": _("vehicles an hour"), "svg": SafeString(picture)}
    for service in services:
        name = _service_name(dated, service, language)
        title = _("Times of a step: {name}").format(name=name)
        picture = draw_service(service, Labels(title=title, number=write))
        about = _("share done within so many minutes · {curve}").format(
            curve=curve_word(service.curve.kind)
        )
        yield {"title": name, "about": about, "svg": SafeString(picture)}


def _stream_name(dated: Zone, fit_of: StreamFit, language: Language) -> str:
    stream = fit_of.stream
    told = (stream.procedure, stream.place, stream.goods, stream.vehicle_class)
    return " · ".join(dated.name_of(one, language) for one in told if one)


def _service_name(dated: Zone, service: ServiceFit, language: Language) -> str:
    told = (service.step, service.procedure, service.goods, service.vehicle_class)
    return " · ".join(dated.name_of(one, language) for one in told if one)
