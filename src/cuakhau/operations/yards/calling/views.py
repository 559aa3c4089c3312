"""The pages of calls: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.operations.actions import Signed
from cuakhau.operations.personal.shown import Word, concerned_by, show
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling import acts
from cuakhau.operations.yards.calling.jumps import Jump
from cuakhau.operations.yards.calling.page import build_page, list_queues
from cuakhau.operations.yards.following import Look, follow
from cuakhau.statistics.queues.order import Bound
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

WHY = "calls to {place}"


Notices = list[dict[str, Any]]
WAYS = ("export", "import", "none")


@require_safe
@needs("see_queues")
def show_calls(request: Request, zone_name: str) -> HttpResponseBase:
    """Lead to the longest queue, of exports where there is one; say so where nobody waits."""
    zone = request.here.get_zone(zone_name)
    now_us, language = micros(request.here.now(zone.name)), language_of(request)
    look = follow(zone).look(now_us)
    for way in WAYS:
        found = list_queues(zone, look, way, now_us=now_us, language=language)
        if found:
            return redirect("yards:queue", zone.name, found[0]["id"], way)
    context = {"page": {"zone": zone.name}, "mark": _("demo") if zone.is_demo else ""}
    return render(request, "yards/calls_empty.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_queues")
def show_queue(request: Request, zone_name: str, place: str, way: str) -> HttpResponseBase:
    """Show one queue; take the calls of the dispatcher."""
    zone = request.here.get_zone(zone_name)
    if place not in zone.places or way not in WAYS:
        raise Http404(place)
    notices: list[dict[str, Any]] = []
    if request.method == "POST":
        require(request.user, "call_forward", zone=zone.name)
        try:
            notices = [{"kind": "done", "text": _take(request, zone, (place, way))}]
        except Refusal as refusal:
            notices = [{"kind": "refused", **tell(refusal, language_of(request))}]
    return _show(request, zone, (place, way), notices)


def _take(request: Request, zone: Zone, bound: Bound) -> str:
    """Read the button that was pressed: `next`, or `call`, `come` or `back` with a number."""
    said = request.POST
    pressed, _colon, subject = said.get("act", "").partition(":")
    at = request.here.now(zone.name)
    nonce = f"{said.get('nonce', '')[:40]}.{pressed}.{subject}"
    signed = Signed(str(request.user.get_username()), at, nonce)
    if pressed == "next":
        count = said.get("count", "1")
        wanted = int(count) if count.isdecimal() and len(count) < 4 else 1
        called = acts.call_next(zone, bound, max(1, wanted), signed)
        told = ngettext("{count} vehicle called", "{count} vehicles called", len(called))
        return f"{told.format(count=len(called))}: {', '.join(called)}"
    subject = subject or said.get("visit", "").strip()[:40]
    if pressed == "come":
        acts.come(zone, subject, signed)
        return _("{visit} has come.").format(visit=subject)
    if pressed == "back":
        acts.take_back(zone, subject, signed)
        return _("The call of {visit} is taken back.").format(visit=subject)
    fields = ("reason", "basis", "document", "office", "name")
    jump = Jump(**{name: said.get(name, "").strip()[:120] for name in fields})
    acts.call_one(zone, subject, jump, signed)
    return _("{visit} is called.").format(visit=subject)


def _show(request: Request, zone: Zone, bound: Bound, notices: Notices) -> HttpResponse:
    now_us = micros(request.here.now(zone.name))
    look, language = follow(zone).look(now_us), language_of(request)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else 1
    page = build_page(zone, look, bound, now_us=now_us, number=number, language=language)
    show_plates(request, zone, [*page["called"], *page["rows"]], WHY.format(place=bound[0]))
    context = {
        "page": {
            **page,
            "zone": zone.name,
            "queues": list_queues(zone, look, bound[1], now_us=now_us, language=language),
            "ways": _list_ways(zone, look, bound, language),
            "asked": request.POST if any(one["kind"] == "refused" for one in notices) else {},
            "wanted": request.GET.get("jump", "")[:40],
        },
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_call": may(request.user, "call_forward", zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
    }
    is_part = request.headers.get("HX-Request") == "true"
    answer = render(request, f"yards/queue{'_part' if is_part else ''}.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _list_ways(zone: Zone, look: Look, bound: Bound, language: Language) -> list[dict[str, Any]]:
    """List the directions in which somebody waits, each with its longest queue."""
    words = {
        "export": pgettext("direction", "export"),
        "import": pgettext("direction", "import"),
        "none": zone.name_of("empty", language),
    }
    longest: dict[str, tuple[int, str]] = {}
    for (place, way), here in look.line.queues.items():
        if here and place:
            longest[way] = max(longest.get(way, (0, "")), (len(here), place))
    longest.setdefault(bound[1], (0, bound[0]))
    return [
        {"id": way, "name": words[way], "place": longest[way][1], "is_current": way == bound[1]}
        for way in WAYS
        if way in longest
    ]


def show_plates(request: Request, zone: Zone, rows: list[dict[str, Any]], why: str) -> None:
    """Put the plates to the rows, whole or masked as this reader may see them."""
    words = [
        Word(row["vehicle"], "plate", concerned_by(zone, row["seen"]))
        for row in rows
        if row["vehicle"]
    ]
    plates = show(request, zone, words, why=why)
    for row in rows:
        row["plate"] = str(plates.get(row["vehicle"], ""))
