"""What the pages of overlaps show: rows of findings, one finding, and what may be published."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.planning.calibration.words import number_writer
from cuakhau.planning.overlaps.models import TWIN, Period, Reply
from cuakhau.planning.overlaps.words import kind_word, place_word, say, thing_word
from cuakhau.planning.search.prices import prices_of
from cuakhau.planning.twins import find_twin
from cuakhau.statistics.overlap.findings import Between, Finding
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

LEAST_OPEN = 5  # cells of fewer vehicles are not published (decision 0011)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, and of which agency; `None` where of none."""

    language: Language
    agency: str | None


def build_period(period: Period, language: Language) -> dict[str, Any]:
    """Tell which days a period covers and how many vehicles."""
    write = number_writer(language)
    return {
        "id": period.pk,
        "is_simulated": period.source == TWIN,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "visits": write(period.visits),
        "checks": write(period.checks),
        "at": period.at,
    }


def build_rows(zone: Zone, findings: Iterable[Finding], reader: Reader) -> list[dict[str, Any]]:
    """Give a row for each finding."""
    price = hour_price(zone)
    return [build_row(zone, one, reader, price) for one in findings]


def build_reply(zone: Zone, one: Reply, place: str, language: Language) -> dict[str, Any]:
    """Give what an agency said, and of which place where several stand together."""
    return {
        "agency": zone.name_of(one.agency, language),
        "place": place,
        "words": one.words,
        "at": one.at,
    }


def build_row(zone: Zone, one: Finding, reader: Reader, price: int | None) -> dict[str, Any]:
    """Give one finding in words: how often, what it costs, and how sure that is."""
    write = number_writer(reader.language)
    return {
        "key": one.key,
        "kind": one.kind,
        "kind_word": kind_word(one.kind),
        "sentence": say(zone, one, reader.language),
        "is_own": reader.agency in one.agencies,
        "agencies": [zone.name_of(agency, reader.language) for agency in one.agencies],
        "hits": write(one.hits),
        "of": write(one.of),
        "share": _percent(one.share, reader.language),
        "unclear": write(one.unclear) if one.unclear else "",
        **build_cost(one.minutes, one.hours_a_year, price, reader.language),
    }


def build_cost(
    minutes: Between | None, hours: Between | None, price: int | None, language: Language
) -> dict[str, Any]:
    """Give minutes a vehicle, hours a year and dong a year, with their intervals."""
    return {
        "minutes": _between(minutes, language),
        "hours": _between(hours, language),
        "dong": _between(_times(hours, price), language),
        "is_priced": price is not None,
    }


def build_more(zone: Zone, one: Finding, language: Language) -> dict[str, Any]:
    """Give what the page of one finding says besides: steps, law, gap."""
    write = number_writer(language)
    return {
        "steps": [
            {"name": zone.name_of(step, language), "basis": basis or ""}
            for step, basis in dict(zip(one.steps, one.bases, strict=True)).items()
        ],
        "gap": None if one.gap_min is None else write(round(one.gap_min)),
        "timed": write(one.timed),
        "thing": thing_word(one.what),
        "place": place_word(zone, one.place, language),
    }


def is_open(one: Finding) -> bool:
    """Tell whether a finding may be published."""
    others = one.of - one.hits
    return one.hits >= LEAST_OPEN and (others == 0 or others >= LEAST_OPEN)


def hour_price(zone: Zone) -> int | None:
    """Give the dong of a vehicle-hour; `None` as long as nobody has said it."""
    twin = find_twin(zone)
    return prices_of(twin.prices).find("vehicle_hour") if twin else None


def _times(hours: Between | None, price: int | None) -> Between | None:
    if hours is None or price is None:
        return None
    ends = (None if end is None else end * price for end in (hours.low, hours.high))
    return Between(hours.value * price, *ends)


def _between(found: Between | None, language: Language) -> dict[str, str] | None:
    if found is None:
        return None
    write = number_writer(language)
    low, high = found.low, found.high
    span = "" if low is None or high is None else f"{write(low)} – {write(high)}"
    return {"value": write(found.value), "span": span}


def _percent(share: Between, language: Language) -> dict[str, str]:
    write = number_writer(language)
    low, high = share.low or 0.0, share.high or 0.0
    return {
        "value": _together(_("{n} %").format(n=write(round(share.value * 100)))),
        "span": _together(
            _("{low} – {high} %").format(low=write(round(low * 100)), high=write(round(high * 100)))
        ),
    }


def _together(text: str) -> str:
    """Keep a number and its sign on one line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
