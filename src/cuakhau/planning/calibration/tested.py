"""The last whole day of the log told from the days before it."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.planning.backtest import BackTest, Judged
from cuakhau.planning.calibration.words import number_writer
from cuakhau.planning.pictures import Labels, draw_band
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_PICTURES = 6


def build_backtest(zone: Zone, told: BackTest, language: Language) -> dict[str, Any]:
    """Give each count of the day held out with its error and coverage."""
    dated, write = zone.at(told.days[0]), number_writer(language)
    return {
        "day": told.days[0],
        "fitted": told.fit.days,
        "reps": len(told.seeds),
        "rows": [
            {
                "name": _name(dated, one, language),
                "seen": write(one.seen),
                "error": write(one.error),
                "coverage": write(round(one.coverage * 100)),
            }
            for one in told.judged
        ],
        "pictures": list(_draw(dated, told, language)),
    }


def _draw(dated: Zone, told: BackTest, language: Language) -> Iterator[dict[str, Any]]:
    """Draw the counts that are greatest."""
    most = sorted(told.judged, key=lambda one: -one.seen)[:MOST_PICTURES]
    for one in most:
        name = _name(dated, one, language)
        drawn = draw_band(one, Labels(title=name, number=number_writer(language)))
        yield {"title": name, "svg": SafeString(drawn)}


def _name(dated: Zone, one: Judged, language: Language) -> str:
    kind, _slash, what = one.name.partition("/")
    named = dated.name_of(what, language)
    if kind == "yard":
        return _("Vehicles in {yard}").format(yard=named)
    if kind == "wait":
        return _("Waiting for {step}").format(step=named)
    return _("Vehicles in the zone")
