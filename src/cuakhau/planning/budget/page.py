"""What a budget buys, in a table: three plans beside today's and a plain one, and the front."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.planning.budget.asked import MILLION
from cuakhau.planning.experiments.interval import Interval
from cuakhau.planning.studies.bought import Bought, Offer
from cuakhau.zone.types import Language

MINUTE_S, HOUR_S = 60, 3600
WIDTH, HEIGHT = 480, 150


def build_options(bought: Bought, language: Language) -> dict[str, Any]:
    """Give the plans that a budget buys."""
    names = {
        "today": _("Today"),
        "proportional": _("Budget spread by work"),
        "cheap": _("Cheap"),
        "balanced": _("Balanced"),
        "fast": _("Fast"),
    }
    return {
        "rows": [
            {
                **_row(offer, language),
                "id": offer.key,
                "name": names[offer.key],
                "text": offer.scenario,
            }
            for offer in bought.offers
        ],
        "bound": _hours(bought.bound_s, language),
        "tried": bought.tried,
        "is_sure": bought.is_sure,
        "days": bought.days,
        "front": _draw(bought, language),
        "assumed": bool(bought.assumed),
    }


def sum_up(asked: Mapping[str, Any], language: Language) -> str:
    """Name a search by what was asked."""
    return _("{vnd} million dong a day, {people} people more: {kinds}").format(
        vnd=format_number(asked["vnd"] // MILLION, language),
        people=format_number(asked["people"], language),
        kinds=", ".join(kind_word(kind) for kind in asked["kinds"]),
    )


def kind_word(kind: str) -> str:
    """Name what may be turned."""
    return {
        "officers": _("Officers by part of the day"),
        "lanes": _("Lanes by part of the day"),
        "places": _("Places of yards"),
        "opening": _("Opening hours of gates"),
        "slots": _("Hours of booked slots"),
    }[kind]


def price_word(price: str) -> str:
    """Say what a price is of."""
    return {
        "officer_hour": _("dong an officer and hour"),
        "lane_hour": _("dong a lane and hour"),
        "place_day": _("dong a place and day"),
        "opening_hour": _("dong an hour of opening"),
        "": _("costs nothing: slots are moved"),
    }[price]


def _row(offer: Offer, language: Language) -> dict[str, Any]:
    saves = offer.saves_s
    return {
        "cost": format_number(offer.cost_vnd, language),
        "people": format_number(round(offer.people), language),
        "wait": _hours(offer.wait_s.mean, language),
        "saves": _minutes(saves.mean, language),
        "from": _minutes(saves.low, language),
        "to": _minutes(saves.high, language),
        "is_clear": _is_clear(saves),
    }


def _is_clear(saves: Interval) -> bool:
    return saves.low is not None and saves.low > 0


def _hours(seconds: float | None, language: Language) -> str:
    if seconds is None:
        return ""
    text = f"{seconds / HOUR_S:.1f}"
    return text.replace(".", ",") if language == "vi" else text


def _minutes(seconds: float | None, language: Language) -> str:
    return "" if seconds is None else format_number(round(seconds / MINUTE_S), language)


def _draw(bought: Bought, language: Language) -> dict[str, Any]:
    """Draw the front: dearer to the right, longer waits higher; what was named carries its name."""
    dearest = max(1, *(cost for cost, _wait in bought.front))
    waits = [wait for _cost, wait in bought.front]
    least, most = min(waits), max(waits)
    dots = [
        (
            max(0, round(cost * WIDTH / dearest)),
            HEIGHT - round((wait - least) * HEIGHT / max(1e-9, most - least)),
        )
        for cost, wait in bought.front
    ]
    return {
        "dots": [{"x": x, "y": y} for x, y in dots],
        "path": _path(dots),
        "longest": _hours(most, language),
        "shortest": _hours(least, language),
        "dearest": format_number(round(dearest / MILLION), language),
    }


def _path(dots: Iterable[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in dots)
