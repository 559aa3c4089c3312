"""Where the year will end: translate, one call, translate back."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.turnover.forecast import making
from cuakhau.turnover.forecast.asked import Asked, find_answer, needs_making, read_asked
from cuakhau.turnover.forecast.page import build_answer, build_frame
from cuakhau.web.here import Request
from cuakhau.web.language import language_of


@require_safe
@needs("see_turnover")
def show_outlook(request: Request, zone_name: str) -> HttpResponseBase:
    """Show where month, quarter and year will end, or that it is being worked out."""
    return _show(request, _read(request, zone_name), "page")


@require_safe
@needs("see_turnover")
def show_part(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the answer alone, once it is there; the page asks for it while it waits."""
    return _show(request, _read(request, zone_name), "part")


@require_POST
@needs("see_turnover")
def make(request: Request, zone_name: str) -> HttpResponseBase:
    """Have it worked out; a second time does nothing."""
    asked = _read(request, zone_name)
    if needs_making(asked) and making.begin(zone_name, asked.question, request.here.wall_now()):
        making.make_beside(zone_name, asked.question)
    if request.headers.get("HX-Request"):
        return _show(request, asked, "part")
    address = reverse("turnover:forecast:outlook", args=[zone_name])
    return redirect(f"{address}?scope={asked.scope}&by={asked.by}")


def _read(request: Request, zone_name: str) -> Asked:
    zone = request.here.get_zone(zone_name)
    said = request.POST if request.method == "POST" else request.GET
    return read_asked(zone, said, request.here.now(zone.name))


def _show(request: Request, asked: Asked, name: str) -> HttpResponseBase:
    language = language_of(request)
    answer, trouble = find_answer(asked)
    page: dict[str, Any] = build_frame(asked, language)
    if answer is not None:
        page |= build_answer(asked, answer, language)
    made = making.find_made(asked.zone.name, asked.question) if answer is None else None
    page |= {
        "has_answer": answer is not None,
        "is_being_made": made is not None and not trouble,
        "trouble": trouble,
    }
    context = {
        "page": page,
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if asked.zone.is_demo else "",
    }
    return render(request, f"forecast/{name}.html", context)
