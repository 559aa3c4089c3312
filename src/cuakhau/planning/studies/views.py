"""Studies: what all kinds have in common. Translate, one call, translate back."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cuakhau.accounts.rights import needs, require
from cuakhau.planning import turns
from cuakhau.planning.models import Study
from cuakhau.planning.shown import show, sign
from cuakhau.planning.studies import acts, runner
from cuakhau.planning.studies.kinds import KINDS
from cuakhau.planning.studies.page import build_study
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone


@require_POST
@needs("see_plans")
def stop(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Stop a study that waits or is being worked out; whoever asked for it may, and who plans."""
    zone = request.here.get_zone(zone_name)
    study = get_study(request, zone, key)
    if study.by != request.user.get_username():
        require(request.user, "make_plans", zone=zone.name)
    turns.stop(study)
    study.refresh_from_db()
    return answer(request, zone, study)


@require_POST
@needs("see_plans")
def ask_again(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Ask once more what was broken off."""
    zone = request.here.get_zone(zone_name)
    study = get_study(request, zone, key)
    return ask(request, zone, study.kind, study.asked)


def ask(request: Request, zone: Zone, kind: str, asked: dict[str, Any]) -> HttpResponseBase:
    """Ask for a study and show how far it is."""
    study = acts.ask(zone, kind, asked, sign(request, zone))
    runner.wake(request.here.wall_now)
    return answer(request, zone, study)


def answer(request: Request, zone: Zone, study: Study) -> HttpResponseBase:
    """Show how far a study is: as a part where a page asks for one, else on its page."""
    if "HX-Request" not in request.headers:
        days = f"&days={study.asked['days']}" if "days" in study.asked else ""
        page = reverse(KINDS[study.kind].page, args=[zone.name])
        return redirect(f"{page}?study={study.pk}{days}#study-{study.kind}")
    part = build_study(zone, study, language_of(request))
    if part["is_done"]:  # its own page has the words of the answer
        return redirect(part["look"])
    return show_part(request, zone, part)


def show_part(request: Request, zone: Zone, part: dict[str, Any]) -> HttpResponseBase:
    """Show one study as the part of a page."""
    shown = show(request, zone, "study_alone", {"part": part})
    shown.headers["Cache-Control"] = "no-store"
    return shown


def get_study(request: Request, zone: Zone, key: int, kinds: Iterable[str] = KINDS) -> Study:
    """Give a study of a zone that this person may see, or answer 404 or 403."""
    study = Study.objects.filter(zone=zone.name, pk=key, kind__in=kinds).first()
    if study is None:
        raise Http404(str(key))
    require(request.user, KINDS[study.kind].act, zone=zone.name)
    return study
