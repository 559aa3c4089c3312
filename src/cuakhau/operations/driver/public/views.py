"""The public page: no sign-in, nothing about one vehicle or person."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.operations.board.present import name_of
from cuakhau.operations.driver.public.facts import find_facts
from cuakhau.operations.driver.public.page import build_page
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

FRESH_S = 15


@require_safe
def show_public(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what everybody may know of a zone."""
    zone = request.here.get_zone(zone_name)
    language = language_of(request)
    facts = find_facts(zone, micros(request.here.now(zone.name)))
    page = build_page(facts, language)
    context = {
        "page": {**page, "zone": zone.name, "zone_name": name_of(zone, language)},
        "mark": _("demo") if zone.is_demo else "",
    }
    is_part = request.headers.get("HX-Request") == "true"
    answer = render(request, f"driver/public{'_part' if is_part else ''}.html", context)
    return _let_keep(answer)


def _let_keep(answer: HttpResponse) -> HttpResponse:
    """A browser may show it again for a moment: many look at once when a gate closes."""
    answer.headers["Cache-Control"] = f"private, max-age={FRESH_S}"
    return answer
