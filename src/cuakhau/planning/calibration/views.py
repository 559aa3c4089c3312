"""How sure the twin is: translate, one call, translate back."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.calibration.parts import KINDS, build_part, offer_part
from cuakhau.planning.shown import show
from cuakhau.planning.studies import acts, runner, views
from cuakhau.planning.twins import find_twin
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

CHOICES = (7, 31, 92)  # days of the log


@require_safe
@needs("see_plans")
def show_calibration(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what was worked out already; what was not is asked for after the page."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    runner.note_cut(zone.name, request.here.wall_now())
    days = _days(request.GET.get("days", ""))
    words: dict[str, Any] = {
        "has_twin": find_twin(zone) is not None,
        "days": days,
        "choices": CHOICES,
    }
    for kind in KINDS:
        study = acts.find_study(zone, kind, _asked(request, zone, kind, days))
        if study is None:
            words[kind] = offer_part(zone, kind, days)
        else:
            words[kind] = build_part(zone, study, language)
    return show(request, zone, "calibration", words)


@require_POST
@needs("see_plans")
def ask_study(request: Request, zone_name: str, kind: str) -> HttpResponseBase:
    """Ask for one of the answers."""
    zone = request.here.get_zone(zone_name)
    if kind not in KINDS:
        raise Http404(kind)
    days = _days(request.POST.get("days", ""))
    return views.ask(request, zone, kind, _asked(request, zone, kind, days))


@require_safe
@needs("see_plans")
def show_study(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show how far an answer is, or the answer."""
    zone = request.here.get_zone(zone_name)
    runner.note_cut(zone.name, request.here.wall_now())
    study = views.get_study(request, zone, key, KINDS)
    if "HX-Request" not in request.headers:
        return views.answer(request, zone, study)
    return views.show_part(request, zone, build_part(zone, study, language_of(request)))


def _asked(request: Request, zone: Zone, kind: str, days: int) -> dict[str, Any]:
    """Say what is asked. The log grows; what it tells is worked out once an hour."""
    if kind == "targets":
        return {}
    hour = request.here.now(zone.name).replace(minute=0, second=0, microsecond=0)
    return {"days": days, "hour": hour.isoformat()}


def _days(said: str) -> int:
    return int(said) if said in map(str, CHOICES) else CHOICES[1]
