"""The parameters of a question in words."""

from django.utils.translation import gettext as _

from cuakhau.figures.bulletin import NAMES
from cuakhau.zone.types import Language


def parameter_word(name: str) -> str:
    """Name a parameter of a question."""
    words = {
        "at_us": _("moment looked at, microseconds UTC"),
        "line": _("line of the bulletin"),
        "heading": _("heading"),
        "hour_us": _("beginning of the hour, microseconds UTC"),
        "yard": _("yard"),
        "visit": _("visit"),
        "day": _("bulletin day"),
        "measure": _("measure"),
        "goods": _("kind of goods"),
        "scope": _("scope of trade"),
        "direction": _("way of goods"),
        "place": _("gate or customs office"),
        "hs": _("goods (HS)"),
        "partner": _("partner country"),
        "since": _("first day"),
        "until": _("last day"),
        "gate": _("gate"),
        "charge": _("charge"),
        "run": _("run of the twin"),
        "base": _("run it is compared with"),
        "group": _("group of vehicles or yard"),
        "hour": _("hour of the day"),
        "matter": _("kind of matter"),
        "year": _("year"),
        "project": _("project"),
        "until_us": _("moment up to which it was measured, microseconds UTC"),
        "of": _("mean, or an end of its 95 % interval"),
    }
    return words.get(name, name)


def name_measure(measure: str, language: Language) -> str:
    """Name what is measured."""
    if measure in NAMES:
        return NAMES[measure][language]  # type: ignore[index]
    return {
        "owned": _("all projects"),
        "finished": _("finished and in use"),
        "carried_over": _("carried over"),
        "plan": _("plan of the year"),
        "disbursed": _("paid out"),
        "count": _("vehicles measured"),
        "mean": _("mean"),
        "median": _("median"),
        "p90": _("nine in ten at most"),
    }.get(measure, measure)
