"""The page on which vehicles are sent elsewhere: translate, one call, translate back."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import needs
from cuakhau.movement.times import local_day
from cuakhau.operations.actions import Signed
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling.page import tell_vehicle
from cuakhau.operations.yards.calling.views import show_plates
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.rerouting import acts
from cuakhau.operations.yards.rerouting.acts import Sending, Sent
from cuakhau.operations.yards.words import list_words
from cuakhau.statistics.queues.order import Line
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_SHOWN = 30
ASKED = ("place", "way", "goods", "visit")
TYPED = ("target", "reason", "note", "first")

Notices = list[dict[str, Any]]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reroute")
def show_reroute(request: Request, zone_name: str) -> HttpResponseBase:
    """List who is bound for a gate; send those who are ticked to another one."""
    zone = request.here.get_zone(zone_name)
    notices: Notices = []
    if request.method == "POST":
        try:
            notices = _tell_sent(zone, _take(request, zone), language_of(request))
        except Refusal as refusal:
            notices = [{"kind": "refused", **tell(refusal, language_of(request))}]
    return _show(request, zone, notices)


def _take(request: Request, zone: Zone) -> Sent:
    sent = request.POST
    visits = [one[:40] for one in sent.getlist("visit")]
    first = sent.get("first", "")
    if first.isdecimal():
        visits += sent.getlist("listed")[: int(first[:3])]
    note = sent.get("note", "").strip()[:500]
    sending = Sending(target=sent.get("target", ""), reason=sent.get("reason", ""), note=note)
    at = request.here.now(zone.name)
    nonce = f"{sent.get('nonce', '')[:40]}.reroute"
    return acts.send(zone, visits, sending, Signed(str(request.user.get_username()), at, nonce))


def _tell_sent(zone: Zone, sent: Sent, language: Language) -> Notices:
    notices: Notices = [
        {"kind": "refused", "rule": one.rule, "reason": one.said[language][0],
         "cure": one.said[language][1]}
        for one in sent.refused
    ]  # fmt: skip
    if sent.done:
        told = ngettext("{count} vehicle sent", "{count} vehicles sent", len(sent.done))
        text = f"{told.format(count=len(sent.done))}: {', '.join(sent.done)}"
        notices.insert(0, {"kind": "done", "text": text})
    return notices


def _show(request: Request, zone: Zone, notices: Notices) -> HttpResponseBase:
    now_us, language = micros(request.here.now(zone.name)), language_of(request)
    line, dated = follow(zone).look(now_us).line, zone.at(local_day(zone, now_us))
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ASKED}
    one = line.turns.get(asked["visit"])
    places = _list_places(dated, line, language)
    asked["place"] = (
        (one and one.seen.gate_place) or asked["place"] or (places[0]["id"] if places else "")
    )
    found = acts.list_bound(line, asked["place"], asked["way"], asked["goods"])
    if one is not None:
        found = [turn for turn in found if turn is one]
    rows = [
        {
            **tell_vehicle(zone, turn, language),
            "state": _("called") if turn.open_call else "" if turn.waits else _("on the way"),
            "is_waiting": turn.waits,
        }
        for turn in found[:MOST_SHOWN]
    ]
    show_plates(request, zone, rows, f"sending elsewhere from {asked['place']}")
    is_refused = any(notice["kind"] == "refused" for notice in notices)
    page = {
        "zone": zone.name,
        "asked": asked,
        "places": places,
        "ways": [("export", pgettext("direction", "export")),
                 ("import", pgettext("direction", "import"))],
        "goods": [(row.id, dated.name_of(row.id, language)) for row in dated.goods_classes],
        "rows": rows,
        "has_more": len(found) > MOST_SHOWN,
        "targets": [row for row in _list_targets(dated, language) if row["id"] != asked["place"]],
        "reasons": list_words("reroute", language),
        "typed": {name: request.POST.get(name, "") for name in TYPED} if is_refused else {},
        "ticked": [asked["visit"], *(request.POST.getlist("visit") if is_refused else [])],
    }  # fmt: skip
    context = {
        "page": page,
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "yards/reroute.html", context)


def _list_targets(dated: Zone, language: Language) -> list[dict[str, str]]:
    """List gates and routes; where a gate has routes, vehicles are bound for one of these."""
    parted = {route.gate for route in dated.routes}
    ids = [*(gate.id for gate in dated.gates if gate.id not in parted)]
    ids += [route.id for route in dated.routes]
    return [{"id": one, "name": dated.name_of(one, language)} for one in ids]


def _list_places(dated: Zone, line: Line, language: Language) -> list[dict[str, str]]:
    """List the places for which somebody is bound, those with the longest queue first."""
    bound = {turn.seen.gate_place for turn in line.turns.values() if turn.seen.is_open}
    waiting = {place: 0 for place in bound if place}
    for (place, _way), queue in line.queues.items():
        if place in waiting:
            waiting[place] += len(queue)
    ordered = sorted(waiting, key=lambda place: (-waiting[place], place))
    return [{"id": one, "name": dated.name_of(one, language)} for one in ordered]
