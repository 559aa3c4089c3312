"""Passing on what is common, with who would change: translate, one call, translate back."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.operations.actions import Signed
from cuakhau.operations.declare.asking import choose_owner, mark_of, words_of
from cuakhau.operations.declare.consignments.asked import get_own
from cuakhau.operations.declare.consignments.form import list_words
from cuakhau.operations.declare.consignments.keep import list_declared, list_revisions
from cuakhau.operations.declare.consignments.passing import (
    Change,
    Passing,
    list_changes,
    pass_on,
)
from cuakhau.operations.declare.form.copying import list_words as list_words_of_trip
from cuakhau.operations.declare.form.page import label_of, list_choices
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.declare.trips.own import Trip, tell_trips
from cuakhau.operations.declare.trips.words import KINDS, name_state
from cuakhau.operations.desk.doors import name_of, needs
from cuakhau.operations.personal.shown import Word, concerned, show
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_AT_ONCE = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_passing(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show which vehicles would take over what is common; pass it on to those that are ticked."""
    zone = request.here.get_zone(zone_name)
    row = get_own(request, zone, number, "declare")
    if request.method != "POST":
        return _show(request, zone, row, [])
    ticked = set(request.POST.getlist("visit")[:MOST_AT_ONCE])
    now = request.here.now(zone.name)
    changes = [
        change
        for change in _list(request, zone, row)
        if change.trip.said.number in ticked and change.said is not None
    ]
    nonce = f"{number}.{request.POST.get('nonce', '')[:40]}"
    done = pass_on(zone, changes, Signed(name_of(request), now, nonce))
    return _show(request, zone, row, done)


def _list(request: Request, zone: Zone, row: Consignment) -> list[Change]:
    trips = tell_trips(zone, list_declared(zone.name, [row.number]))
    earlier = list_revisions(zone.name, row.number)[1:]
    asked: list[Word] = [word for one in (row, *earlier) for word in list_words(one)]
    for trip in trips:
        said = trip.said
        asked += list_words_of_trip(said, concerned(zone, said.procedure, said.at.date()))
    passing = Passing(
        row=row,
        earlier=earlier,
        words=words_of(request, zone, asked, f"passing on {row.number}"),
        mandate=choose_owner(request, row.owner).mandate,
    )
    return list_changes(zone, passing, trips, request.here.now(zone.name))


def _show(
    request: Request,
    zone: Zone,
    row: Consignment,
    done: list[tuple[Change, Refusal | None]],
) -> HttpResponseBase:
    changes = _list(request, zone, row)
    trips = [change.trip for change in changes] + [change.trip for change, _refusal in done]
    plates = _name_all(request, zone, trips, row.number)
    language = language_of(request)
    rows = [_tell(request, zone, change, plates) for change in changes]
    refused = [
        {"who": plates[change.trip.said.number], **tell(refusal, language)}
        for change, refusal in done
        if refusal is not None
    ]
    page = {
        "zone": zone.name,
        "number": row.number,
        "contract": row.contract,
        "ready": [one for one in rows if one["is_ready"]],
        "others": [one for one in rows if not one["is_ready"]],
        "passed": len(done) - len(refused),
        "is_done": bool(done),
        "refused": refused,
        "most": MOST_AT_ONCE,
    }
    context = {"page": page, "nonce": secrets.token_urlsafe(12), "mark": mark_of(zone)}
    answer = render(request, "declare/passing.html", context, status=422 if refused else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _name_all(request: Request, zone: Zone, trips: list[Trip], number: str) -> dict[str, str]:
    """Call each vehicle by its plate where this person sees it, else by its number."""
    words = [
        Word(trip.said.vehicle, "plate", firm=trip.said.owner)
        for trip in trips
        if trip.said.vehicle
    ]
    plates = show(request, zone, words, why=f"passing on {number}")
    return {
        trip.said.number: str(plates.get(trip.said.vehicle or "", "")) or trip.said.number
        for trip in trips
    }


def _tell(request: Request, zone: Zone, change: Change, plates: dict[str, str]) -> dict[str, Any]:
    language, said = language_of(request), change.trip.said
    payers = dict(list_choices(zone, language)["payers"])

    def word(name: str, value: Any) -> str:
        if not value:
            return "–"
        if name == "goods_lines":
            return ", ".join(line["description"] for line in value)
        if name in ("procedure", "place"):
            return zone.name_of(value, language)
        return str(payers.get(value, value))

    return {
        "number": said.number,
        "who": plates[said.number],
        "state": name_state(change.trip.state),
        "kind": KINDS[change.trip.state],
        "is_ready": change.said is not None,
        "changes": [
            {
                "label": _("Goods") if name == "goods_lines" else label_of(name),
                "before": word(name, change.before[name]),
                "after": word(name, after),
            }
            for name, after in change.after.items()
        ],
        "own": [_("Goods") if name == "goods_lines" else label_of(name) for name in change.own],
        "refusal": tell(change.refusal, language) if change.refusal else None,
    }
