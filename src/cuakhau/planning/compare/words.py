"""The words of what is compared."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

ROAD = "road:"


def measure_word(measure: str) -> str:
    """Name a measure as the head of a row."""
    words = {
        "wait_mean": _("Mean wait"),
        "wait_median": _("Median wait"),
        "wait_p90": _("P90 of the wait"),
        "stay_mean": _("Mean stay in the zone"),
        "stay_median": _("Median stay in the zone"),
        "stay_p90": _("P90 of the stay in the zone"),
        "yard_stay": _("Mean stay in yards"),
        "visits": _("Vehicles that come"),
        "left_a_day": _("Through a day"),
        "inside": _("Left over at the end"),
        "turned_back": _("Turned back"),
        "cost": _("Officers and lanes on duty, dong a day"),
    }
    return words[measure]


def verdict_word(verdict: str) -> str:
    """Say in words what a change is worth."""
    words = {
        "unknown": _("change unknown"),
        "unclear": _("no clear difference"),
        "same": _("as good as the same"),
        "better": pgettext("verdict", "clearly better"),
        "worse": pgettext("verdict", "clearly worse"),
        "more": _("clearly more"),
        "fewer": _("clearly fewer"),
    }
    return words[verdict]


def place_word(zone: Zone, place: str, language: Language) -> str:
    """Name a gate, yard, class, or the road before a gate."""
    if place.startswith(ROAD):
        name = zone.name_of(place.removeprefix(ROAD), language)
        return _("Road to {place}").format(place=name)
    return zone.name_of(place, language)
