"""Complaints: a form for everybody, a list for who answers. Translate, one call, translate back."""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts import links
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import may, needs, require
from cuakhau.journal import personal
from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.actions import Signed
from cuakhau.operations.complaints import acts
from cuakhau.operations.complaints.kinds import list_kinds, name_kind
from cuakhau.operations.complaints.models import Complaint
from cuakhau.operations.complaints.pace import Sender
from cuakhau.operations.desk.doors import agency_of, firm_of, name_of
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

SALT = "cuakhau.complaint"
MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def show_form(request: Request, zone_name: str) -> HttpResponseBase:
    """Take a complaint from anybody, with or without an account or a name."""
    zone = request.here.get_zone(zone_name)
    language = language_of(request)
    link = (request.POST or request.GET).get("link", "")
    visit = _visit_of(request, zone, link)
    refusal = None
    if request.method == "POST":
        try:
            signed = _sign(request, zone, "file")
            number = acts.file(zone, _read(request, visit), signed, _sender_of(request, visit))
        except Refusal as refused:
            refusal = tell(refused, language)
        else:
            sealed = signing.dumps([zone.name, number], salt=SALT)
            return redirect("complaints:followed", zone.name, sealed)
    page = {
        "zone": zone.name,
        "link": link if visit else "",
        "visit": visit,
        "kinds": list_kinds(language),
        "units": [(one.id, zone.name_of(one.id, language)) for one in zone.agencies],
        "said": request.POST,
        "limit": acts.find_limit(zone, local_day(zone, micros(request.here.now(zone.name)))),
        "refusal": refusal,
    }
    return _answer(request, zone, "form", page, status=422 if refusal else 200)


@require_safe
def show_followed(request: Request, zone_name: str, sealed: str) -> HttpResponseBase:
    """Show who complained how it stands; the link is known to nobody else."""
    zone = request.here.get_zone(zone_name)
    try:
        of, number = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        raise Http404(sealed) from None
    row = Complaint.objects.filter(zone=zone.name, number=number).first()
    if of != zone.name or row is None:
        raise Http404(number)
    page = _tell(zone, row, request, language_of(request))
    if row.answer:
        page["answer"] = _reveal(request, zone, [row.answer], by="complainant").get(row.answer, "")
    return _answer(request, zone, "followed", page)


@require_safe
@needs("answer_complaint")
def show_list(request: Request, zone_name: str) -> HttpResponseBase:
    """List the complaints that this reader may know of, those beyond their time first."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    rows = list(_seen(request, zone).order_by("-at")[:MOST])
    now = request.here.now(zone.name)
    rows.sort(key=lambda row: (row.answered_at is not None, not acts.is_overdue(row, now)))
    page = {"rows": [_tell(zone, row, request, language) for row in rows]}
    page["overdue"] = [row for row in page["rows"] if row["is_overdue"]]
    return _answer(request, zone, "list", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("answer_complaint")
def show_one(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show a complaint to who may know of it; to anybody else it is not there."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    row = _seen(request, zone).filter(number=number).first()
    if row is None:
        raise Http404(number)
    refusal = None
    if request.method == "POST":
        try:
            _act(request, zone, row)
        except Refusal as refused:
            refusal = tell(refused, language)
        else:
            return redirect("complaints:one", zone.name, number)
    words = _reveal(request, zone, [row.words, row.contact, row.answer], by=name_of(request))
    page = {
        **_tell(zone, row, request, language),
        "words": words.get(row.words, _("erased")),
        "contact": words.get(row.contact, ""),
        "answer": words.get(row.answer, ""),
        "acts": [_tell_act(zone, act, language) for act in row.acts.order_by("id")],
        "units": [(one.id, zone.name_of(one.id, language)) for one in zone.agencies],
        "may_assign": may(request.user, "assign_complaint", zone=zone.name),
        "refusal": refusal,
    }
    return _answer(request, zone, "one", page)


def _act(request: Request, zone: Zone, row: Complaint) -> None:
    said = request.POST
    if said.get("act") == "assign":
        require(request.user, "assign_complaint", zone=zone.name)
        signed = _sign(request, zone, "assign")
        acts.assign(zone, row.number, said.get("agency", ""), signed)
    else:
        require(request.user, "answer_complaint", agency=agency_of(request), zone=zone.name)
        signed = _sign(request, zone, "answer")
        acts.answer(zone, row.number, said.get("answer", ""), agency_of(request) or "", signed)


def _seen(request: Request, zone: Zone) -> Any:
    is_board = may(request.user, "assign_complaint", zone=zone.name)
    return acts.list_seen_by(zone.name, agency=agency_of(request), is_board=is_board)


def _visit_of(request: Request, zone: Zone, link: str) -> str:
    """Give the visit of a driver's link; a bad link is no reason to refuse a complaint."""
    try:
        return links.verify(zone.name, link, at=request.here.wall_now()) if link else ""
    except NotLetIn:
        return ""


def _read(request: Request, visit: str) -> acts.Said:
    said, firm = request.POST, firm_of(request) or ""
    return acts.Said(
        kind=said.get("kind", ""),
        words=said.get("words", ""),
        against=said.get("against", ""),
        visit=visit or said.get("visit", "").strip(),
        firm=firm,
        contact=said.get("contact", ""),
        origin="driver" if visit else "firm" if firm else "public",
    )


def _sender_of(request: Request, visit: str) -> Sender:
    """Say where a complaint comes from: drivers at one yard share an address, not a trip."""
    at = request.here.wall_now()
    if visit:
        return Sender(f"visit:{visit}", at)
    if request.user.is_authenticated:
        return Sender(f"person:{name_of(request)}", at)
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.IS_PUBLIC else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return Sender(f"address:{address}", at)


def _sign(request: Request, zone: Zone, mark: str) -> Signed:
    by = name_of(request) if request.user.is_authenticated else "public"
    nonce = f"complaint.{request.POST.get('nonce', '')[:60]}.{mark}"
    return Signed(by, request.here.now(zone.name), nonce)


def _reveal(request: Request, zone: Zone, refs: list[str], *, by: str) -> dict[str, str]:
    wanted = [ref for ref in refs if ref]
    at = request.here.now(zone.name)
    return personal.reveal_many(zone.name, wanted, by=by, at=at, why="complaint")


def _tell(zone: Zone, row: Complaint, request: Request, language: Language) -> dict[str, Any]:
    now = request.here.now(zone.name)
    is_overdue = acts.is_overdue(row, now)
    state = "answered" if row.answered_at else "assigned" if row.assigned_to else "new"
    words = {"answered": _("answered"), "assigned": _("being looked into"), "new": _("received")}
    kinds = {"answered": "good", "assigned": "info", "new": "warn"}
    return {
        "number": row.number,
        "kind": name_kind(row.kind, language),
        "against": zone.name_of(row.against, language) if row.against else "",
        "assigned": zone.name_of(row.assigned_to, language) if row.assigned_to else "",
        "visit": row.visit,
        "at": f"{local_time(zone, micros(row.at)):%H:%M %d/%m/%Y}",
        "due": f"{local_time(zone, micros(row.due_at)):%d/%m/%Y}" if row.due_at else _("unknown"),
        "law": row.law,
        "has_limit": row.due_at is not None,
        "state": _("beyond its time") if is_overdue else words[state],
        "state_kind": "bad" if is_overdue else kinds[state],
        "is_overdue": is_overdue,
        "is_open": row.answered_at is None,
    }


def _tell_act(zone: Zone, act: Any, language: Language) -> dict[str, str]:
    words = {"filed": _("received"), "assigned": _("assigned to"), "answered": _("answered")}
    return {
        "what": words.get(act.act, act.act),
        "agency": zone.name_of(act.agency, language) if act.agency else "",
        "by": act.by,
        "at": f"{local_time(zone, micros(act.at)):%H:%M %d/%m/%Y}",
    }


def _answer(
    request: Request, zone: Zone, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        "page": {**page, "zone": zone.name},
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, f"complaints/{name}.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
