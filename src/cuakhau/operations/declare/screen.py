"""The form of a movement on a screen, for a new trip or a change of one that was declared."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from cuakhau.accounts.firms.register import name_firms
from cuakhau.operations.declare.asking import (
    choose_owner,
    list_owners,
    mark_of,
    owner_of,
    words_of,
)
from cuakhau.operations.declare.consignments.keep import list_consignments
from cuakhau.operations.declare.drafts.keep import list_open
from cuakhau.operations.declare.drafts.page import build_row
from cuakhau.operations.declare.form.copying import MOST_SHOWN, list_last_trips
from cuakhau.operations.declare.form.page import build_form_page
from cuakhau.operations.declare.form.reading import Asks
from cuakhau.operations.desk.doors import name_of
from cuakhau.operations.personal.shown import Word
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_UNFINISHED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the form shows: what was typed, what is wrong with it, and what refused it.

    `amends` is the number of the trip that it changes, `is_here` whether that vehicle has come.
    `kept_as` is under which name a browser keeps what is typed.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, Refusal] = field(default_factory=dict)
    refusal: Refusal | None = None
    amends: str = ""
    kept_as: str = "new"
    is_here: bool = False


def show_form(request: Request, zone: Zone, shown: Shown) -> HttpResponse:
    """Show the form; 422 where something is wrong with it."""
    now, language = request.here.now(zone.name), language_of(request)
    owner = shown.typed.get("firm") or owner_of(request)
    firms = list_owners(request, "declare")
    page = {
        "zone": zone.name,
        **build_form_page(zone.at(now.date()), shown.typed, shown.mistakes, language),
        "amends": shown.amends,
        "is_here": shown.is_here,
        "firms": sorted(name_firms(zone.name, firms).items()) if len(firms) > 1 else [],
        "firm": owner,
        "consignments": list_choices_of(zone, firms),
        "trips": [] if shown.amends else _list_trips(request, zone, owner),
        "keep": f"{name_of(request)}.{shown.kept_as}",
        "unfinished": [] if shown.typed else _list_unfinished(request, zone),
        "least": f"{now:%Y-%m-%dT%H:%M}",
        "refusal": tell(shown.refusal, language) if shown.refusal else None,
    }
    # A form that came back keeps its nonce, so that sending it twice still declares once.
    nonce = shown.typed.get("nonce") or secrets.token_urlsafe(12)
    context = {"page": page, "nonce": nonce, "mark": mark_of(zone)}
    status = 422 if shown.mistakes or shown.refusal else 200
    answer = render(request, "declare/form.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def asks_of(request: Request, zone: Zone, firm: str) -> Asks:
    """Say who declares. Raises A21 or A22 where this person does not act for `firm`."""
    owner, mandate = choose_owner(request, firm)
    numbers = frozenset(row.number for row in list_consignments(zone.name, [owner]))
    return Asks(owner, mandate, numbers)


def typed_of(request: Request) -> dict[str, str]:
    """Give what was typed."""
    return {name[:40]: str(value)[:2000] for name, value in request.POST.items()}


def list_choices_of(zone: Zone, firms: list[str]) -> list[tuple[str, str]]:
    """List the consignments that a trip may belong to."""
    found = list_consignments(zone.name, firms, most=40)
    return [(row.number, f"{row.contract} · {row.number}") for row in found]


def _list_unfinished(request: Request, zone: Zone) -> list[dict[str, Any]]:
    sight = Q(by=name_of(request), trip_list__isnull=True)
    drafts = list_open(zone.name, sight).order_by("-changed_at")[:MOST_UNFINISHED]
    return [build_row(zone, draft, {}, language_of(request)) for draft in drafts]


def _list_trips(request: Request, zone: Zone, owner: str) -> list[dict[str, Any]]:
    trips = list_last_trips(zone.name, owner)
    refs = [Word(trip.vehicle, "plate", firm=owner) for trip in trips if trip.vehicle]
    plates = words_of(request, zone, refs, "remembered vehicles")
    language = language_of(request)
    return [
        {
            "number": trip.number,
            "plate": plates.get(trip.vehicle or "", ""),
            "procedure": zone.name_of(trip.procedure, language),
            "goods": zone.name_of(trip.goods, language) if trip.goods else "",
            "is_shown": place < MOST_SHOWN,
        }
        for place, trip in enumerate(trips)
    ]
