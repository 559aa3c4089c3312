"""The page of a visit and the find box: translate, one call, translate back."""

import io
import secrets
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import list_firms
from cuakhau.journal import read, recent
from cuakhau.movement.event import Event
from cuakhau.movement.fees.owed import owed
from cuakhau.movement.secrecy import find_channel, secret_steps, visible
from cuakhau.movement.times import local_time
from cuakhau.movement.view import local_day, view
from cuakhau.movement.visit import Visit, fold
from cuakhau.operations.desk.acts import RIGHTS
from cuakhau.operations.desk.channels import list_channels, name_channel
from cuakhau.operations.desk.doors import (
    agency_of,
    firm_of,
    may,
    needs,
    require,
)
from cuakhau.operations.desk.reasons import list_verbs
from cuakhau.operations.desk.waiting import find_waiting
from cuakhau.operations.models import Declaration
from cuakhau.operations.orders.standing import find_order
from cuakhau.operations.orders.words import say_order
from cuakhau.operations.personal.shown import (
    NOTHING,
    Word,
    concerned,
    kinds_to_find,
    show,
)
from cuakhau.operations.visits import search
from cuakhau.operations.visits.charged import build_case
from cuakhau.operations.visits.head import build_head
from cuakhau.operations.visits.page import (
    build_awaited,
    build_fees,
    build_refusals,
    build_timeline,
)
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_visit")
def show_visit(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show all that is known of a visit to whoever may see it."""
    zone = request.here.get_zone(zone_name)
    written = read.list_events(zone.name, number)
    if not written or written[0].subject_kind != "visit":
        nothing = {"zone": zone.name, "number": number[:40]}
        return render(request, "desk/no_visit.html", {"page": nothing}, status=404)
    agency = agency_of(request)
    # What this reader may know, and nothing else, makes the page: also what it leaves out.
    events = visible(zone, written, agency if _sees_selection(request) else None)
    visit = fold(zone.name, number, events)
    said = search.find_declaration(zone.name, number)
    require(request.user, "see_visit", agency=agency_of(request), firm=said.owner if said else None)
    language = language_of(request)
    at = request.here.now(zone.name)
    now_us = int(at.timestamp() * 1_000_000)
    waiting = find_waiting(zone, visit)
    refusals = recent.list_refusals_of(zone.name, number, 20)
    secret = _secret_of_others(zone, agency if _sees_selection(request) else None)
    refusals = [one for one in refusals if one.step not in secret]
    page: dict[str, Any] = {
        **build_head(zone, visit, said, request),
        "why": say_why(zone, find_why(zone, visit), now_us, language),
        "is_open": waiting is not None,
        "timeline": list(reversed(build_timeline(zone, events, language))),
        "awaited": build_awaited(zone, waiting, now_us=now_us, secret=secret, language=language),
        "fees": _build_fees(zone, visit, said, language),
        "refusals": build_refusals(zone, refusals, {}, language),
        "channel": _tell_channel(zone, events, agency),
        "mine": _list_mine(zone, waiting, agency, secret, language),
        "held_here": bool(waiting and agency in waiting.seen.held_by),
        "verbs": _list_verbs(request, agency, language),
        "agency": agency or "",
        "order": _say_order(zone, visit, at, language),
        "may_change": waiting is not None
        and may(request.user, "declare", firm=said.owner if said else None),
        "may_see_fees": _may_see_fees(request, said),
        "may_send_photos": said is not None and may(request.user, "declare", firm=said.owner),
        "may_see_clock": may(request.user, "see_clock", zone=zone.name),
        "may_order": waiting is not None and may(request.user, "order_road", zone=zone.name),
        "may_reroute": waiting is not None and may(request.user, "reroute", zone=zone.name),
    }
    may_act = agency is not None and may(request.user, "confirm", agency=agency)
    context = {
        "page": page,
        "nonce": secrets.token_urlsafe(12),
        "may_act": may_act,
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "desk/visit.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@needs("see_visit")
def show_qr(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Draw the number of a visit as a QR code."""
    request.here.get_zone(zone_name)
    drawn = io.BytesIO()
    import segno

    segno.make(number[:64], error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=2, dark="#17222e"
    )
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


@require_safe
@needs("see_visit")
def find(request: Request, zone_name: str) -> HttpResponseBase:
    """Find visits by the last characters of what somebody remembers; the only one is opened."""
    zone = request.here.get_zone(zone_name)
    asked = request.GET.get("q", "").strip()[:80]
    found = search.find(zone, asked, kinds=kinds_to_find(request), firms=_list_own(request))
    is_part = request.headers.get("HX-Request") == "true"
    told = request.here.answer(request, zone, asked)
    if len(found) == 1 and not is_part and not told["said"]:
        return redirect("desk:visit", zone.name, found[0].number)
    language = language_of(request)
    words = [
        Word(hit.vehicle, "plate", concerned(zone, hit.procedure, hit.on), hit.firm)
        for hit in found
        if hit.vehicle
    ]
    plates = show(request, zone, words, why="find box")
    hits = [
        {
            "number": hit.number,
            "plate": plates.get(hit.vehicle or "", NOTHING),
            "goods": zone.name_of(hit.goods, language) if hit.goods else _("unknown"),
            "procedure": zone.name_of(hit.procedure, language) if hit.procedure else "",
            "is_open": hit.is_open,
        }
        for hit in found
    ]
    page = {"zone": zone.name, "asked": asked, "hits": hits, "least": search.LEAST, "told": told}
    template = "desk/found_part.html" if is_part else "desk/found.html"
    return render(request, template, {"page": page})


def _list_own(request: Request) -> list[str] | None:
    """List whose visits a clerk finds: one's own firm and those of mandates; officers find all."""
    return list_firms(request.user, "see_visit") if firm_of(request) else None


def _tell_channel(zone: Zone, events: list[Event], agency: str | None) -> dict[str, Any] | None:
    """Say the channel that the reader's own agency set, and what it may be changed to."""
    row = find_channel(zone, events, agency) if agency else None
    if row is None or row.step is None:
        return None
    channel: str = (row.payload or {})["channel"]
    return {
        "id": channel,
        "name": name_channel(channel),
        "at": f"{local_time(zone, row.happened_us):%H:%M %d/%m}",
        "step": row.step,
        "row": row.seq,
        "others": list_channels(zone, row.step, but=channel),
    }


def _list_verbs(request: Request, agency: str | None, language: Any) -> list[dict[str, Any]]:
    return [
        verb
        for verb in list_verbs(language)
        if may(request.user, RIGHTS[verb["id"]], agency=agency)
    ]


def _say_order(zone: Zone, visit: Visit, at: datetime, language: Any) -> str:
    """Say the order of the centre that the driver has to follow on the road."""
    order = find_order(zone, view(zone, visit), at=at)
    return say_order(zone, order, language) if order else ""


def _may_see_fees(request: Request, said: Declaration | None) -> bool:
    firm = said.owner if said else None
    return may(request.user, "see_fees", agency=agency_of(request), firm=firm)


def _sees_selection(request: Request) -> bool:
    return may(request.user, "see_selection", agency=agency_of(request))


def _secret_of_others(zone: Zone, agency: str | None) -> frozenset[str]:
    own = {step.id for step in zone.steps if agency in step.agencies}
    return secret_steps(zone) - own


def _build_fees(
    zone: Zone, visit: Visit, said: Declaration | None, language: Any
) -> dict[str, Any]:
    case, at_us = build_case(zone, visit, said)
    if case is None:
        return {}
    return build_fees(zone, owed(zone, case, local_day(zone, at_us)), language)


def _list_mine(
    zone: Zone, waiting: Any, agency: str | None, secret: frozenset[str], language: Any
) -> list[dict[str, Any]]:
    if waiting is None or agency is None:
        return []
    return [
        {"id": one.step, "name": zone.name_of(one.step, language), "optional": one.optional,
         "channels": list_channels(zone, one.step)}
        for one in waiting.steps.get(agency, ())
        if one.step not in secret
    ]  # fmt: skip
