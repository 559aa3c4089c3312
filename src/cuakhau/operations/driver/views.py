"""The driver's page, opened by a signed link: translate, one call, translate back."""

import secrets
from hashlib import sha256
from typing import Any

import msgspec
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts import links
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.figures import Figure
from cuakhau.journal import read
from cuakhau.movement.turns.calling import find_turn
from cuakhau.operations.actions import Signed
from cuakhau.operations.driver import trips
from cuakhau.operations.driver.page import build_page, tell_fee
from cuakhau.operations.messages import outbox
from cuakhau.operations.orders.standing import find_order
from cuakhau.operations.orders.words import say_order
from cuakhau.operations.personal.shown import Word, show
from cuakhau.operations.times import micros
from cuakhau.operations.visits.search import find_declaration
from cuakhau.operations.yards.calling import acts
from cuakhau.operations.yards.following import follow
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

BY = "driver-link"
MOST_MESSAGES = 5


@require_safe
def show_page(request: Request, zone_name: str, token: str) -> HttpResponseBase:
    """Show the page of the visit that a link names; say kindly what is wrong with a bad one."""
    zone = request.here.get_zone(zone_name)
    return _show(request, zone, token)


@require_safe
def show_part(request: Request, zone_name: str, token: str) -> HttpResponseBase:
    """Show the part that changes, or 304 where it has not. Raises A29 or A30."""
    zone = request.here.get_zone(zone_name)
    page = _build(request, zone, token)
    if request.headers.get("If-None-Match") == page["etag"]:
        return HttpResponseNotModified(headers={"ETag": page["etag"]})
    context = {"page": page, "nonce": secrets.token_urlsafe(12)}
    answer = _close(render(request, "driver/part.html", context))
    answer.headers["ETag"] = page["etag"]
    return answer


@require_POST
def take_answer(request: Request, zone_name: str, token: str) -> HttpResponseBase:
    """Take what the driver answers to a call."""
    zone = request.here.get_zone(zone_name)
    try:
        number = links.verify(zone.name, token, at=request.here.wall_now())
        said = request.POST
        nonce = f"{number}.{said.get('nonce', '')[:40]}"
        signed = Signed(BY, request.here.now(zone.name), nonce)
        reason = said.get("reason", "") if said.get("answer") == "cannot" else ""
        acts.answer(zone, number, said.get("answer", ""), reason, signed)
    except Refusal as refusal:
        return _show(request, zone, token, refusal)
    return redirect("driver:page", zone.name, token)


def _show(request: Request, zone: Zone, token: str, refusal: Refusal | None = None) -> HttpResponse:
    language, mark = language_of(request), _("demo") if zone.is_demo else ""
    try:
        page = _build(request, zone, token)
    except NotLetIn as bad:
        words = {"zone": zone.name, "refusal": tell(bad, language), "mark": mark}
        return _close(render(request, "driver/refused.html", words, status=403))
    kept = trips.list_links(request, zone, token)
    turns = follow(zone).look(micros(request.here.now(zone.name))).line.turns
    context = {
        "page": page,
        "nonce": secrets.token_urlsafe(12),
        "others": trips.tell_others(zone, kept, page["number"], turns),
        "refusal": tell(refusal, language) if refusal else None,
        "mark": mark,
    }
    answer = render(request, "driver/page.html", context, status=422 if refusal else 200)
    trips.remember(answer, zone, kept)
    return _close(answer)


def _build(request: Request, zone: Zone, token: str) -> dict[str, Any]:
    number = links.verify(zone.name, token, at=request.here.wall_now())
    visit = read.find_visit(zone.name, number)
    if visit is None:
        raise Http404(number)
    language, now_us = language_of(request), micros(request.here.now(zone.name))
    turn = find_turn(zone, visit)
    look = follow(zone).look(now_us)
    said = find_declaration(zone.name, number)
    order = find_order(zone, turn.seen, at=request.here.now(zone.name))
    letters = outbox.list_messages(zone.name, visit=number, limit=MOST_MESSAGES)
    page = {
        **build_page(zone, visit, turn, look, now_us=now_us, language=language),
        "fee": tell_fee(zone, visit, said, language),
        "order": say_order(zone, order, language) if order else "",
        "letters": [outbox.tell(letter, language) for letter in letters],
    }
    if turn.seen.vehicle:
        word = Word(turn.seen.vehicle, "plate", firm=said.owner if said else None)
        found = show(request, zone, [word], why=f"driver's page of {number}")
        page["plate"] = str(found.get(turn.seen.vehicle, ""))
    told = msgspec.json.encode([page, language], order="sorted", enc_hook=_plain)
    digest = sha256(told).hexdigest()[:20]
    return {**page, "zone": zone.name, "token": token, "etag": f'"{digest}"'}


def _plain(value: object) -> Any:
    return value.value if isinstance(value, Figure) else str(value)


def _close(answer: HttpResponse) -> HttpResponse:
    """A link is a key: nothing on the way may keep the page, or tell a search engine of it."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
