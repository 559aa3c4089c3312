"""Gates, routes and lanes: translate, one call, translate back."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.rights import may, needs, require
from cuakhau.movement.place import subject_of
from cuakhau.movement.times import local_day
from cuakhau.operations.centre.clock import read_span
from cuakhau.operations.centre.gates import acts, page
from cuakhau.operations.centre.gates.acts import Done, Turn
from cuakhau.operations.centre.gates.history import build_history
from cuakhau.operations.centre.refusals import (
    c3_rate_is_whole,
    c5_undone_in_time,
    c6_undone_by_its_writer,
    not_taken,
)
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.closures import read_months
from cuakhau.operations.desk.doors import agency_of, name_of
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import SIDES, list_ways, serve_all
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

SALT = "cuakhau.centre.undo"
SPANS = ("", "30", "60", "120", "240", "day", "at")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_board")
def show_gates(request: Request, zone_name: str) -> HttpResponseBase:
    """Show how every gate, route and lane serves on both sides; take a word about one."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone)
    require(request.user, "open_close", zone=zone.name)
    try:
        said = read_turn(request, zone)
        done = acts.turn(zone, said, sign(request, zone, f"{said.verb}.{said.place}.{said.side}"))
    except Refusal as refusal:
        return _show(request, zone, notice=_refused(request, refusal))
    return _show(request, zone, notice=_told(request, zone, said, done), chosen=said)


@require_POST
@needs("open_close")
def undo(request: Request, zone_name: str) -> HttpResponseBase:
    """Void the word that this person has just written, within two minutes."""
    zone = request.here.get_zone(zone_name)
    try:
        done = read_undo(request)
        acts.undo(zone, done, sign(request, zone, f"undo.{done.subject}.{done.seq}"))
    except Refusal as refusal:
        return _show(request, zone, notice=_refused(request, refusal))
    return _show(request, zone, notice={"kind": "undone", "text": _("Taken back")})


def sign(request: Request, zone: Zone, mark: str) -> Signed:
    """Say who acts, now. One nonce for each form: the same button twice is one act."""
    agency = agency_of(request)
    if agency is None and getattr(request.user, "role", "") in zone.agency_by_id:
        agency = str(request.user.role)  # type: ignore[union-attr]  # the Board acts as itself
    nonce = f"{request.POST.get('nonce', '')[:40]}.{mark}"
    return Signed(name_of(request), agency, request.here.now(zone.name), nonce)


def reader_of(request: Request, zone: Zone) -> page.Reader:
    """Give for whom a page is written: the zone of the day, now, in the reader's language."""
    now_us = micros(request.here.now(zone.name))
    return page.Reader(zone.at(local_day(zone, now_us)), now_us, language_of(request))


def read_turn(request: Request, zone: Zone) -> Turn:
    """Read the button that was pressed, `verb:reason:place:side`, and what was filled in.

    Raises C3 and C4; what the zone does not know is refused when it is written.
    """
    sent = request.POST
    verb, reason, place, side = (*sent.get("act", "").split(":"), "", "", "", "")[:4]
    at = request.here.now(zone.name)
    rate = sent.get("rate", "").strip()
    if rate and not (rate.isdecimal() and 0 < int(rate) < 1000):
        raise not_taken(c3_rate_is_whole, value=rate[:40])
    return Turn(
        verb=verb,  # type: ignore[arg-type]  # checked when it is written
        place=place or sent.get("place", ""),
        side=(side or sent.get("side", "")) or None,  # type: ignore[arg-type]
        direction=sent.get("direction", "") or None,  # type: ignore[arg-type]
        goods=sent.get("goods", "") or None,
        reason=reason or None,
        rate_per_h=int(rate) if rate and verb == "slow" else None,
        until=read_span(zone, sent.get("span", ""), at, exact=sent.get("until", "")),
        note=sent.get("note", "").strip()[:500],
    )


def write_undo(request: Request, done: Done) -> str:
    """Sign what an undo needs, with the moment until which it holds."""
    wall = request.here.wall_now().isoformat()
    return signing.dumps([done.subject, done.seq, name_of(request), wall], salt=SALT)


def read_undo(request: Request) -> Done:
    """Read what shall be taken back. Raises C5 and C6."""
    try:
        subject, seq, by, wall = signing.loads(request.POST.get("undo", ""), salt=SALT)
    except signing.BadSignature:
        raise not_taken(c6_undone_by_its_writer) from None
    if by != name_of(request):
        raise not_taken(c6_undone_by_its_writer)
    late = request.here.wall_now() - datetime.fromisoformat(wall)
    if late > timedelta(seconds=acts.UNDO_S):
        raise not_taken(c5_undone_in_time)
    return Done(subject, seq, ())


def _show(
    request: Request,
    zone: Zone,
    *,
    notice: dict[str, Any] | None = None,
    chosen: Turn | None = None,
) -> HttpResponse:
    reader = reader_of(request, zone)
    dated, now_us, language = reader.zone, reader.now_us, reader.language
    day = local_day(zone, now_us)
    place = chosen.place if chosen else request.GET.get("place", "")
    side = (chosen.side if chosen else request.GET.get("side")) or "vn"
    is_one = place in list_ways(dated) and side in SIDES
    months = read_months(zone, list_ways(dated), day)
    places = serve_all(zone, months, now_us)
    served = {one.place: one for one in places}
    gates = page.build_gates(reader, places, (place, side))
    known = [rows for rows in gates if not all(row["is_quiet"] for row in rows)]
    context: dict[str, Any] = {
        "page": {
            "zone": zone.name,
            "rows": [row for rows in known for row in rows],
            "quiet": [row for rows in gates if rows not in known for row in rows],
            "chosen": page.build_row(reader, served[place], (place, side)) if is_one else None,
            "side": side,
            "sides": [{"id": one, "name": page.side_word(one)} for one in SIDES],
            "reasons": page.build_reasons(language),
            "spans": _spans(),
            "goods": [(row.id, dated.name_of(row.id, language)) for row in dated.goods_classes],
            "history": build_history(request, reader, place, subject_of(place, day))
            if is_one
            else [],
        },
        "notice": notice,
        "nonce": secrets.token_urlsafe(12),
        "may_act": may(request.user, "open_close", zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
        "finds": reverse("desk:find", args=[zone.name]),
    }
    is_part = request.headers.get("HX-Request") == "true"
    answer = render(request, f"centre/gates{'_part' if is_part else ''}.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _spans() -> list[tuple[str, str]]:
    words = {
        "": _("until further word"),
        "30": _("30 minutes"),
        "60": _("1 hour"),
        "120": _("2 hours"),
        "240": _("4 hours"),
        "day": _("until midnight"),
        "at": _("until a time:"),
    }
    return [(span, words[span]) for span in SPANS]


def _told(request: Request, zone: Zone, said: Turn, done: Done) -> dict[str, Any]:
    language = language_of(request)
    words = {"open": _("Opened"), "close": pgettext("gate act", "Closed"), "slow": _("Slowed")}
    side = f" · {page.side_word(said.side)}" if said.side else ""
    return {
        "kind": "done",
        "what": words[said.verb],
        "text": f"{zone.name_of(said.place, language)}{side}",
        "flags": done.flags,
        "undo": write_undo(request, done),
    }


def _refused(request: Request, refusal: Refusal) -> dict[str, Any]:
    return {"kind": "refused", **tell(refusal, language_of(request))}
