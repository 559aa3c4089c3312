"""Photos of the papers of a trip: translate, one call, translate back."""

import secrets

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.journal import read
from cuakhau.movement.view import view
from cuakhau.operations.actions import Signed
from cuakhau.operations.declare.asking import mark_of
from cuakhau.operations.declare.refusals import d12_choice_is_made, mistake
from cuakhau.operations.declaring.arrival import may_change_all
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.models import Declaration, PaperPhoto
from cuakhau.operations.personal.shown import concerned_by
from cuakhau.operations.photos import keeping
from cuakhau.operations.visits import search
from cuakhau.operations.visits.page import name_paper
from cuakhau.operations.visits.photos import give_photo, list_seen
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads import PICTURES, read_upload
from cuakhau.web.uploads.refusals import a51_file_is_there, refuse_file
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

PAPERS = (*PICTURES, "pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_photos(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """List the photos that were sent with a trip; take more in, or take one away."""
    zone = request.here.get_zone(zone_name)
    said = _find(zone, number)
    require(request.user, "declare", firm=said.owner)
    if request.method != "POST":
        return _show(request, zone, said, None)
    nonce = f"photos.{request.POST.get('nonce', '')[:40]}"
    signed = Signed(name_of(request), request.here.now(zone.name), nonce)
    away = request.POST.get("remove", "")
    try:
        if away:
            key = int(away) if away.isdecimal() and len(away) < 18 else 0
            keeping.remove_photo(zone, number, key, signed)
        else:
            _take(request, zone, number, signed)
    except Refusal as refusal:
        return _show(request, zone, said, refusal)
    return redirect("desk:photos", zone.name, number)


@require_safe
@needs("see_visit")
def give(request: Request, zone_name: str, number: str, photo: int) -> HttpResponseBase:
    """Give one photo to whose work needs it, and keep that they looked."""
    zone = request.here.get_zone(zone_name)
    said = _find(zone, number)
    require(request.user, "see_visit", agency=agency_of(request), firm=said.owner)
    row = PaperPhoto.objects.filter(zone=zone.name, number=number, id=photo).first()
    if row is None:
        raise Http404(str(photo))
    agencies = _concerned(zone, number)
    return give_photo(request, zone, row, agencies, said.owner)


def _find(zone: Zone, number: str) -> Declaration:
    said = search.find_declaration(zone.name, number)
    if said is None:
        raise Http404(number)
    return said


def _concerned(zone: Zone, number: str) -> frozenset[str]:
    return concerned_by(zone, view(zone, read.get_visit(zone.name, number)))


def _take(request: Request, zone: Zone, number: str, signed: Signed) -> None:
    kind = request.POST.get("kind", "")
    if kind not in keeping.KINDS:
        raise mistake(d12_choice_is_made)
    sent = request.FILES.getlist("photo")[: keeping.MOST_PHOTOS + 1]
    if not sent:
        raise refuse_file(a51_file_is_there)
    uploads = [read_upload(one, kinds=PAPERS) for one in sent]
    keeping.keep_photos(zone, number, kind, uploads, signed)


def _show(
    request: Request, zone: Zone, said: Declaration, refusal: Refusal | None
) -> HttpResponseBase:
    visit = read.get_visit(zone.name, said.number)
    agencies = concerned_by(zone, view(zone, visit))
    rows = list_seen(request, zone, said.number, agencies, said.owner)
    page = {
        "zone": zone.name,
        "number": said.number,
        "kinds": [(kind, name_paper(kind)) for kind in keeping.KINDS],
        "kind": request.POST.get("kind", ""),
        "rows": [{**row, "kind": name_paper(row["kind"])} for row in rows],
        "unseen": len(keeping.list_photos(zone.name, said.number)) - len(rows),
        "is_open": view(zone, visit).is_open,
        "may_remove": may_change_all(zone, visit),
        "most": keeping.MOST_PHOTOS,
        "refusal": tell(refusal, language_of(request)) if refusal else None,
    }
    context = {"page": page, "nonce": secrets.token_urlsafe(12), "mark": mark_of(zone)}
    status = 422 if refusal else 200
    answer = render(request, "declare/photos.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
