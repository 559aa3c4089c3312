"""The hotline log: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import needs
from cuakhau.movement.times import local_day
from cuakhau.operations.centre import notes
from cuakhau.operations.centre.clock import read_span, tell_time
from cuakhau.operations.centre.gates import page
from cuakhau.operations.centre.gates.views import reader_of, sign
from cuakhau.operations.centre.hotline.acts import Call, note
from cuakhau.operations.centre.models import HotlineCall
from cuakhau.operations.centre.refusals import c3_rate_is_whole, not_taken
from cuakhau.operations.closures import read_months
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import Word, list_ways, serve_all
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Gate, Route
from cuakhau.zone.zone import Zone

MOST_SHOWN = 60
SPANS = ("60", "120", "240", "day", "at")
TYPED = ("place", "with_whom", "speaker", "said", "verb", "rate", "direction", "goods", "span",
         "until")  # fmt: skip
WHY = "hotline log"
WORDS: dict[str, Word] = {"opened": "open", "closed": "closed", "slowed": "slowed"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("note_hotline")
def show_hotline(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the calls with the other side and what holds of them; note a new one."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone, None)
    try:
        note(zone, _read(request, zone), sign(request, zone, "call"))
    except Refusal as refusal:
        return _show(request, zone, tell(refusal, language_of(request)))
    return redirect("centre:hotline", zone.name)


def _read(request: Request, zone: Zone) -> Call:
    sent = request.POST
    rate = sent.get("rate", "").strip()
    if rate and not (rate.isdecimal() and 0 < int(rate) < 1000):
        raise not_taken(c3_rate_is_whole, value=rate[:40])
    at = request.here.now(zone.name)
    verb = sent.get("verb") or None
    until = read_span(zone, sent.get("span", ""), at, exact=sent.get("until", ""))
    return Call(
        place=sent.get("place", ""),
        with_whom=sent.get("with_whom", "").strip()[:120],
        speaker=sent.get("speaker", ""),
        said=sent.get("said", "").strip(),
        verb=verb,  # type: ignore[arg-type]  # checked when it is written
        direction=sent.get("direction") or None,  # type: ignore[arg-type]
        goods=sent.get("goods") or None,
        rate_per_h=int(rate) if rate else None,
        valid_until=until if verb else None,
    )


def _show(request: Request, zone: Zone, refusal: dict[str, str] | None) -> HttpResponse:
    reader = reader_of(request, zone)
    typed = {name: request.POST.get(name, "") for name in TYPED}
    if not typed["span"]:
        typed["span"] = "120"
    context = {
        "page": {
            "zone": zone.name,
            "calls": _list_calls(request, zone, reader),
            "other_side": _other_side(zone, reader),
            "typed": typed,
            "places": [
                (one, reader.zone.name_of(one, reader.language)) for one in list_ways(reader.zone)
            ],
            "offices": _offices(reader.zone),
            "goods": [
                (row.id, reader.zone.name_of(row.id, reader.language))
                for row in reader.zone.goods_classes
            ],
            "spans": _spans(),
            "refusal": refusal,
        },
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "centre/hotline.html", context)


def _list_calls(request: Request, zone: Zone, reader: page.Reader) -> list[dict[str, Any]]:
    found = list(
        HotlineCall.objects.filter(zone=zone.name).order_by("-happened_at", "-id")[:MOST_SHOWN]
    )
    words = notes.read(
        request, zone, [ref for one in found for ref in (one.said, one.speaker)], WHY
    )
    names = notes.name_people(one.by for one in found)
    return [
        {
            "time": tell_time(zone, micros(one.happened_at), reader.now_us),
            "place": reader.zone.name_of(one.place, reader.language),
            "with_whom": one.with_whom,
            "speaker": words.get(one.speaker or "", ""),
            "said": words.get(one.said, ""),
            "by": names.get(one.by, one.by),
            **_state_of(reader, one),
        }
        for one in found
    ]


def _state_of(reader: page.Reader, call: HotlineCall) -> dict[str, Any]:
    if call.state is None:
        return {"word": "", "tone": "", "until": "", "is_over": False, "scope": ""}
    word = WORDS[call.state]
    until = micros(call.valid_until) if call.valid_until else None
    scope = [page.direction_word(call.direction)] if call.direction else []
    scope += [reader.zone.name_of(call.goods, reader.language)] if call.goods else []
    return {
        "word": page.tell_word(word, call.rate_per_h),
        "tone": page.TONES[word],
        "until": tell_time(reader.zone, until, reader.now_us),
        "is_over": until is not None and until <= reader.now_us,
        "scope": ", ".join(scope),
    }


def _other_side(zone: Zone, reader: page.Reader) -> list[dict[str, Any]]:
    """List how the other side of each gate and route serves, where something is known."""
    months = read_months(zone, list_ways(reader.zone), local_day(zone, reader.now_us))
    rows = [page.build_row(reader, one, ("", "")) for one in serve_all(zone, months, reader.now_us)]
    return [
        {**next(one for one in row["sides"] if one["side"] == "cn"), "name": row["name"]}
        for row in rows
        if row["depth"] != page.LANE and (row["sides"][1]["stale"] or not row["is_quiet"])
    ]


def _offices(zone: Zone) -> list[str]:
    rows = [*zone.gates, *zone.routes]
    return sorted({row.opposite for row in rows if isinstance(row, Gate | Route) and row.opposite})


def _spans() -> list[tuple[str, str]]:
    words = {
        "60": _("1 hour"),
        "120": _("2 hours"),
        "240": _("4 hours"),
        "day": _("until midnight"),
        "at": _("until a time:"),
    }
    return [(span, words[span]) for span in SPANS]
