"""What the page shows: targets met by the twin, and the fit of the log, each made once an hour."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.journal import read, versions
from cuakhau.planning.calibrating.fitted import Fit, Fitted, ServiceFit, StreamFit, name_row, tell
from cuakhau.planning.calibrating.fitting import fit
from cuakhau.planning.calibration.words import (
    curve_word,
    measure_word,
    number_writer,
    table_word,
    target_word,
)
from cuakhau.planning.pictures import Labels, draw_arrivals, draw_service
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.run import run
from cuakhau.simulation.targets.measure import Met, measure
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TARGET_DAYS, WARM_UP_DAYS, SEED = 9, 2, 1
MOST_PICTURES = 12
MOST_NAMES = 12  # of streams, steps or posts in a table


def build_targets(zone: Zone, twin: Twin, language: Language) -> dict[str, Any]:
    """Give the published figures beside those of a run around the day that the twin describes."""
    met = _measure(zone, twin)
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


@lru_cache(maxsize=8)
def _measure(zone: Zone, twin: Twin) -> tuple[Met, ...]:
    if not twin.targets or not twin.settings:
        return ()
    around = twin.settings[0].around
    network = build_network(zone, twin, first_day=around, days=TARGET_DAYS)
    made = run(network, seed=SEED, log="full")
    return tuple(measure(zone, made, twin.targets, warm_up_days=WARM_UP_DAYS))


def build_fit(zone: Zone, days: int, at: datetime, language: Language) -> dict[str, Any]:
    """Give what the last days of the log tell. Raises `FitRefused` P61."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    found = _fit(versions.database_name(), zone, days, hour)
    dated, write = zone.at(found.first_day), number_writer(language)
    return {
        "visits": write(found.visits),
        "days": found.days,
        "first_day": found.first_day,
        "groups": list(_list_groups(dated, found, language)),
        "pictures": list(_draw(dated, found, language)),
        "unknown": list(_list_unknown(dated, found, language)),
    }


@lru_cache(maxsize=8)
def _fit(database: str, zone: Zone, days: int, hour: datetime) -> Fit:
    log = read.log(zone.name, since=hour - timedelta(days=days))
    return fit(zone, log, find_twin(zone))


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
