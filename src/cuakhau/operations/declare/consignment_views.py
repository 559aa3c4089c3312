"""The pages of consignments: translate, one call, translate back."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.firms.register import name_firms
from cuakhau.operations.declare.asking import (
    Owner,
    choose_owner,
    list_owners,
    mark_of,
    owner_of,
    words_of,
)
from cuakhau.operations.declare.consignments import keep
from cuakhau.operations.declare.consignments.asked import get_own
from cuakhau.operations.declare.consignments.form import fill_common, list_words, read_common
from cuakhau.operations.declare.consignments.keep import Common
from cuakhau.operations.declare.consignments.status import count_states, say_status
from cuakhau.operations.declare.form.page import build_form_page
from cuakhau.operations.declare.refusals import Mistake
from cuakhau.operations.declare.trips.own import tell_trips
from cuakhau.operations.declare.trips.views import tell
from cuakhau.operations.desk.doors import agency_of, may, name_of, needs
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

Typed = dict[str, str]


@require_safe
@needs("see_own_visits")
def show_consignments(request: Request, zone_name: str) -> HttpResponseBase:
    """List the consignments of one's firm, each with one line of how its vehicles stand."""
    zone = request.here.get_zone(zone_name)
    firms = list_owners(request, "see_own_visits")
    rows = keep.list_consignments(zone.name, firms)
    trips = tell_trips(zone, keep.list_declared(zone.name, [row.number for row in rows]))
    states: dict[str, list[Any]] = {row.number: [] for row in rows}
    for trip in trips:
        states[trip.said.consignment or ""].append(trip.state)
    names, language = name_firms(zone.name, firms), language_of(request)
    page = {
        "zone": zone.name,
        "rows": [
            {
                "number": row.number,
                "contract": row.contract,
                "owner": names.get(row.owner, row.owner) if len(firms) > 1 else "",
                "procedure": zone.name_of(row.procedure, language),
                "bound": zone.name_of(row.place, language),
                "goods": zone.name_of(row.goods, language) if row.goods else "",
                "status": say_status(count_states(states[row.number]), row.planned),
            }
            for row in rows
        ],
    }
    return _answer(request, zone, "declare/consignments.html", page)


@require_safe
@needs("see_own_visits")
def show_consignment(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show one consignment: what is common, one line for all, and each vehicle."""
    zone = request.here.get_zone(zone_name)
    row = get_own(request, zone, number, "see_own_visits")
    trips = tell_trips(zone, keep.list_declared(zone.name, [number]))
    language = language_of(request)
    words = words_of(request, zone, list_words(row), f"consignment {number}")
    page = {
        "zone": zone.name,
        "number": number,
        "contract": row.contract,
        "owner": name_firms(zone.name, [row.owner])[row.owner],
        "procedure": zone.name_of(row.procedure, language),
        "bound": zone.name_of(row.place, language),
        "goods_lines": row.goods_lines,
        "papers": [{**paper, "number": words.get(paper["number"], "")} for paper in row.papers],
        "status": say_status(count_states(trip.state for trip in trips), row.planned),
        "rows": tell(request, zone, trips, f"consignment {number}"),
        "may_change": row.owner in list_owners(request, "declare"),
        "may_see_fees": may(request.user, "see_fees", agency=agency_of(request), firm=row.owner),
    }
    return _answer(request, zone, "declare/consignment.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def open_consignment(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the form of a new consignment; take it in."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show_form(request, zone, {}, {})
    typed = _typed(request)
    said, mistakes = _read(request, zone, typed, choose_owner(request, typed.get("firm", "")))
    if said is None:
        return _show_form(request, zone, typed, mistakes)
    nonce = f"consignment.{typed.get('nonce', '')[:40]}"
    at = request.here.now(zone.name)
    number = keep.open_consignment(zone, said, by=name_of(request), at=at, nonce=nonce)
    return redirect("desk:consignment", zone.name, number)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def change_consignment(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show what is common, to be changed; take it in."""
    zone = request.here.get_zone(zone_name)
    row = get_own(request, zone, number, "declare")
    if request.method != "POST":
        words = words_of(request, zone, list_words(row), f"change of {number}")
        return _show_form(request, zone, fill_common(row, words), {}, changes=number)
    typed = _typed(request)
    said, mistakes = _read(request, zone, typed, choose_owner(request, row.owner))
    if said is None:
        return _show_form(request, zone, typed, mistakes, changes=number)
    nonce = f"consignment.{typed.get('nonce', '')[:40]}"
    at = request.here.now(zone.name)
    keep.change_consignment(zone, number, said, by=name_of(request), at=at, nonce=nonce)
    # Vehicles that were declared keep what they have until somebody passes the change on.
    has_vehicles = bool(keep.list_declared(zone.name, [number]))
    return redirect("desk:pass-on" if has_vehicles else "desk:consignment", zone.name, number)


def _read(
    request: Request, zone: Zone, typed: Typed, owner: Owner
) -> tuple[Common | None, dict[str, Mistake]]:
    dated = zone.at(request.here.now(zone.name).date())
    return read_common(dated, typed, owner=owner.owner, mandate=owner.mandate)


def _typed(request: Request) -> Typed:
    return {name[:40]: str(value)[:2000] for name, value in request.POST.items()}


def _show_form(
    request: Request,
    zone: Zone,
    typed: Typed,
    mistakes: dict[str, Mistake],
    *,
    changes: str = "",
) -> HttpResponseBase:
    firms = list_owners(request, "declare")
    dated = zone.at(request.here.now(zone.name).date())
    page = {
        "zone": zone.name,
        **build_form_page(dated, typed, mistakes, language_of(request)),
        "changes": changes,
        "firms": sorted(name_firms(zone.name, firms).items())
        if len(firms) > 1 and not changes
        else [],
        "firm": typed.get("firm") or owner_of(request),
    }
    nonce = typed.get("nonce") or secrets.token_urlsafe(12)
    status = 422 if mistakes else 200
    return _answer(request, zone, "declare/consignment_form.html", page, nonce=nonce, status=status)


def _answer(
    request: Request,
    zone: Zone,
    template: str,
    page: dict[str, Any],
    *,
    nonce: str = "",
    status: int = 200,
) -> HttpResponseBase:
    context = {"page": page, "nonce": nonce, "mark": mark_of(zone)}
    answer = render(request, template, context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
