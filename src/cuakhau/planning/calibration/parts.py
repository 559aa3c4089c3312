"""The three parts of the page, each a study: offered, on its way, or answered."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cuakhau.journal import versions
from cuakhau.planning.models import Study
from cuakhau.planning.studies.packing import unpack
from cuakhau.planning.studies.page import build_study
from cuakhau.planning.twins import find_twin
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

KINDS = ("targets", "fit", "backtest")
BEGIN = ("targets", "fit")  # of themselves, when somebody opens the page


def offer_part(zone: Zone, kind: str, days: int) -> dict[str, Any]:
    """Give a part that nobody has asked for."""
    buttons = {
        "targets": _("Run the twin beside it"),
        "fit": _("Read the log"),
        "backtest": _("Put it to the test"),
    }
    return {
        "kind": kind,
        "ask": reverse("planning:calibration-ask", args=[zone.name, kind]),
        "days": days,
        "button": buttons[kind],
        "begins": kind in BEGIN,
    }


def build_part(zone: Zone, study: Study, language: Language) -> dict[str, Any]:
    """Give a part that was asked for, with its answer once there is one."""
    part = build_study(zone, study, language)
    if part["is_done"]:
        of_then = versions.get_version(study.zone, study.zone_version)
        part["template"] = f"planning/calibration_{study.kind}.html"
        part[study.kind] = _TELL[study.kind](of_then, study, language)
    return part


# The fit and the kernel take half a second to load; only whoever has an answer needs them.
def _targets(zone: Zone, study: Study, language: Language) -> dict[str, Any]:
    from cuakhau.planning.calibration.page import build_targets

    twin = find_twin(zone)
    return {} if twin is None else build_targets(zone, twin, unpack(study), language)


def _fit(zone: Zone, study: Study, language: Language) -> dict[str, Any]:
    from cuakhau.planning.calibration.page import build_fit

    return build_fit(zone, unpack(study), language)


def _backtest(zone: Zone, study: Study, language: Language) -> dict[str, Any]:
    from cuakhau.planning.calibration.tested import build_backtest

    return build_backtest(zone, unpack(study), language)


_TELL: dict[str, Callable[[Zone, Study, Language], dict[str, Any]]] = {
    "targets": _targets,
    "fit": _fit,
    "backtest": _backtest,
}
