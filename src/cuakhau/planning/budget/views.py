"""The best use of a budget: translate, one call, translate back."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.bench.reading import read_start
from cuakhau.planning.bench.told import tell_troubles
from cuakhau.planning.budget.asked import MILLION, list_kinds, read_asked
from cuakhau.planning.budget.page import build_options, kind_word, price_word, sum_up
from cuakhau.planning.models import DONE, Study
from cuakhau.planning.refusals import p91_zone_has_a_twin, refuse
from cuakhau.planning.shown import show
from cuakhau.planning.studies import runner, views
from cuakhau.planning.studies.packing import unpack
from cuakhau.planning.studies.page import build_study
from cuakhau.planning.twins import find_twin
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

KIND, MOST_BEFORE = "budget", 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs("make_plans")
def show_budget(request: Request, zone_name: str) -> HttpResponseBase:
    """Ask for a search, or show one: how far it is, or the plans it found."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    runner.note_cut(zone.name, request.here.wall_now())
    today = request.here.now(zone.name).date()
    if request.method == "POST":
        try:
            asked = read_asked(request.POST, read_start(request.POST, today).first_day)
            if find_twin(zone) is None:
                raise refuse(p91_zone_has_a_twin, zone=zone.name)
        except Refusal as trouble:
            asked = read_asked(request.POST, today)
            return _show(request, zone, asked, {"troubles": tell_troubles(trouble, language)})
        return views.ask(request, zone, KIND, asked)
    said = request.GET.get("study", "")
    if said.isdecimal() and len(said) < 18:
        study = views.get_study(request, zone, int(said), (KIND,))
        return _show(request, zone, study.asked, {"part": build_part(zone, study, language)})
    return _show(request, zone, read_asked(request.GET, today), {})


@require_safe
@needs("make_plans")
def show_study(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show how far a search is, or what it found."""
    zone = request.here.get_zone(zone_name)
    runner.note_cut(zone.name, request.here.wall_now())
    study = views.get_study(request, zone, key, (KIND,))
    if "HX-Request" not in request.headers:
        return views.answer(request, zone, study)
    return views.show_part(request, zone, build_part(zone, study, language_of(request)))


def build_part(zone: Zone, study: Study, language: Language) -> dict[str, Any]:
    """Give a search with its plans once there are some."""
    part = build_study(zone, study, language)
    if part["is_done"]:
        part |= {"template": "planning/options.html", **build_options(unpack(study), language)}
    return part


def _show(
    request: Request, zone: Zone, asked: dict[str, Any], words: dict[str, Any]
) -> HttpResponse:
    twin, language = find_twin(zone), language_of(request)
    kinds = [] if twin is None else list_kinds(twin, asked)
    for kind in kinds:
        kind |= {"name": kind_word(kind["id"]), "unit": price_word(kind["price"])}
    before = Study.objects.filter(zone=zone.name, kind=KIND, status=DONE).defer("answer")
    words = {
        "has_twin": twin is not None,
        "asked": asked,
        "budget": asked["vnd"] // MILLION,
        "kinds": kinds,
        "before": [
            {**build_study(zone, one, language), "name": sum_up(one.asked, language)}
            for one in before.order_by("-pk")[:MOST_BEFORE]
        ],
        **words,
    }
    return show(request, zone, "budget", words)
