"""How sure the twin is: translate, one call, translate back."""

from typing import Any

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.bench.told import tell_troubles
from cuakhau.planning.shown import show
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal

CHOICES = (7, 31, 92)  # days of the log


@require_safe
@needs("see_plans")
def show_calibration(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the frame of the page; its two answers take seconds and come after it."""
    zone = request.here.get_zone(zone_name)
    words = {"has_twin": find_twin(zone) is not None, "days": _days(request), "choices": CHOICES}
    return show(request, zone, "calibration", words)


@require_safe
@needs("see_plans")
def show_targets(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the published figures, hit or missed."""
    # The fit and the kernel take half a second to load; only these answers need them.
    from cuakhau.planning.calibration.page import build_targets

    zone = request.here.get_zone(zone_name)
    twin = find_twin(zone)
    words = {} if twin is None else build_targets(zone, twin, language_of(request))
    return show(request, zone, "calibration_targets", {"targets": words})


@require_safe
@needs("see_plans")
def show_fit(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what the log tells, and what it cannot."""
    from cuakhau.planning.calibration.page import build_fit

    zone, language = request.here.get_zone(zone_name), language_of(request)
    try:
        words = {"fit": build_fit(zone, _days(request), request.here.now(zone.name), language)}
    except (Refusal, TwinMistakes) as trouble:
        return show(
            request, zone, "calibration_fit", {"troubles": tell_troubles(trouble, language)}
        )
    return show(request, zone, "calibration_fit", words)


@require_safe
@needs("see_plans")
def show_backtest(request: Request, zone_name: str) -> HttpResponseBase:
    """Show how well the last whole day would have been told from those before."""
    from cuakhau.planning.calibration.tested import build_backtest

    zone, language = request.here.get_zone(zone_name), language_of(request)
    words: dict[str, Any]
    try:
        at = request.here.now(zone.name)
        words = {"test": build_backtest(zone, _days(request), at, language)}
    except (Refusal, TwinMistakes) as trouble:
        words = {"troubles": tell_troubles(trouble, language)}
    return show(request, zone, "calibration_backtest", words)


def _days(request: Request) -> int:
    said = request.GET.get("days", "")
    return int(said) if said in map(str, CHOICES) else CHOICES[1]
