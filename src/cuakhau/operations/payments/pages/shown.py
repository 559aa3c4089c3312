"""What all pages of fees have around them: tabs by right, notices, nonce, mark."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.operations.desk.doors import agency_of, firm_of, may
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

Notice = Mapping[str, Any]


def show(
    request: Request,
    zone: Zone,
    template: str,
    page: Mapping[str, Any],
    *,
    tab: str,
    notices: list[Notice],
) -> HttpResponseBase:
    """Render a page of fees. What it shows is of this moment, so it is never kept."""
    context = {
        "page": {"zone": zone.name, **page},
        "tabs": list_tabs(request),
        "tab": tab,
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_take": may_act(request, "take_payment"),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, f"payments/{template}.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def list_tabs(request: Request) -> list[dict[str, str]]:
    """List the pages that this person may open."""
    every = (
        ("desk", "payments:fees", "see_fees", _("Till"), "cash"),
        ("receipts", "payments:receipts", "see_fees", _("Receipts"), "receipt"),
        ("firms", "payments:firms", "see_fees", _("Firms"), "building-warehouse"),
        ("proposals", "payments:proposals", "waive_fee", _("Waivers and refunds"), "users"),
        ("close", "payments:close", "close_day", _("Close the day"), "lock"),
        ("bank", "payments:bank", "reconcile_bank", _("Bank"), "building-bank"),
        ("revenue", "payments:revenue", "see_revenue", _("Revenue"), "chart-bar"),
    )
    if firm_of(request) is not None:
        return []
    return [
        {"id": name, "address": address, "word": word, "icon": icon}
        for name, address, act, word, icon in every
        if may_act(request, act)
    ]


def may_act(request: Request, act: str) -> bool:
    """Tell whether this person may do an act for the own agency, or for the zone."""
    return may(request.user, act, agency=agency_of(request))


def nonce_of(request: Request, about: object = "") -> str:
    """Give the nonce of a form; another button of the same form is another act."""
    return f"{request.POST.get('nonce', '')[:40]}.{about}"


def try_act(request: Request, done: str, act: Callable[[], Any]) -> tuple[Any, list[Notice]]:
    """Do an act and tell what came of it: its answer, and a notice of success or of the refusal."""
    try:
        answer = act()
    except Refusal as refusal:
        return None, [{"kind": "refused", **tell(refusal, language_of(request))}]
    return answer, [{"kind": "done", "text": done}]
