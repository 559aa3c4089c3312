"""The words and numbers of this page."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures.format import format_number
from cuakhau.simulation.twin.types import Target
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:  # it loads scipy, which pages that only write numbers do without
    from cuakhau.planning.calibrating.fitted import Fitted

WHOLE = 100


def number_writer(language: Language) -> Callable[[float], str]:
    """Give what writes a number with three figures, as the reader does."""

    def write(value: float) -> str:
        places = 0 if abs(value) >= WHOLE or value == int(value) else 1 if abs(value) >= 10 else 2
        text = f"{value:.{places}f}"
        return format_number(Decimal(text.rstrip("0").rstrip(".") if places else text), language)

    return write


def target_word(zone: Zone, target: Target, language: Language) -> str:
    """Name a published figure and what it is about."""
    measures = {
        "cleared_per_day": _("Cleared a day"),
        "most_cleared_in_a_day": _("Most cleared in a day"),
        "vehicles_per_day": _("Vehicles a day"),
        "waiting_at_20": _("Waiting at 20:00"),
        "yard_trips_per_day": _("Trips to the yard a day"),
        "yard_stay_h": _("Stay in the yard, hours"),
        "yard_share_served": _("Share of the stay that is service"),
        "yard_share_waits_service": _("Share of the stay before service"),
        "yard_share_waits_exit": _("Share of the stay before leaving"),
    }
    direction = {
        "export": pgettext("direction", "export"),
        "import": pgettext("direction", "import"),
        "both": "",
    }[target.direction]
    about = [zone.name_of(one, language) for one in (target.place, target.goods) if one]
    return " · ".join(
        [measures.get(target.measure, target.measure), *filter(None, [direction]), *about]
    )


def measure_word(row: "Fitted") -> str:
    """Name a fitted number."""
    measure, _colon, kind = row.measure.partition(":")
    if row.table == "share":
        return _("share that must do it")
    words = {
        "per_day": _("vehicles a day"),
        "dispersion": _("variance of the days over chance"),
        "mean_s": _("mean, seconds"),
        "cv": _("coefficient of variation"),
        "distance": _("distance from what was seen"),
        "servers": _("officers or lanes"),
        "share": _("share"),
        "wait_s": _("time to mend papers, seconds"),
        "partners": _("receivers of one vehicle"),
        "after_h": _("they come after, hours"),
        "stay_h": _("stay on the other side, hours"),
        "places": _("places"),
    }
    return " · ".join(filter(None, [words.get(measure, measure), curve_word(kind)]))


def curve_word(kind: str) -> str:
    """Name a curve; nothing for none."""
    return {
        "lognormal": _("lognormal"),
        "gamma": _("gamma"),
        "exponential": _("exponential"),
        "empirical": _("as seen"),
        "fixed": _("fixed"),
        "": "",
    }[kind]


def table_word(table: str) -> str:
    """Name a group of fitted numbers."""
    return {
        "stream": _("Who comes"),
        "service": _("How long steps take"),
        "share": _("Who must do what"),
        "turned_back": _("Turned back"),
        "rework": _("Done again"),
        "transloading": _("Transloading"),
        "two_way": _("Round trips"),
        "post": _("Officers and lanes"),
        "yard_places": _("Places of yards"),
    }[table]
