"""The worklist of an agency: translate, one call, translate back."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuakhau.operations.desk import told
from cuakhau.operations.desk.doors import agency_of, needs, require
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.desk.worklist import pressed
from cuakhau.operations.desk.worklist.rows import list_awaiting
from cuakhau.operations.desk.worklist.showing import read_asked, show
from cuakhau.web.here import Request
from cuakhau.web.language import language_of


@require_safe
@needs("confirm")
def show_my_desk(request: Request, zone_name: str) -> HttpResponseBase:
    """Lead an officer to the desk of the own agency, or let others choose one."""
    zone = request.here.get_zone(zone_name)
    agency = agency_of(request)
    if agency in zone.agency_by_id:
        return redirect("desk:worklist", zone_name, agency)
    language = language_of(request)
    waiting = hall_of(zone).look()
    desks = [
        {
            "id": one.id,
            "name": zone.name_of(one.id, language),
            "count": len(list_awaiting(waiting, one.id)),
        }
        for one in zone.agencies
        if any(one.id in step.agencies for step in zone.steps)
    ]
    return render(request, "desk/desks.html", {"page": {"zone": zone.name, "desks": desks}})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("confirm")
def show_worklist(request: Request, zone_name: str, agency: str) -> HttpResponseBase:
    """Show who awaits an agency; take the acts of its officers."""
    zone = request.here.get_zone(zone_name)
    if agency not in zone.agency_by_id:
        raise Http404(agency)
    require(request.user, "confirm", agency=agency)
    asked = read_asked(request)
    if request.method != "POST":
        return show(request, zone, agency, asked)
    came = pressed.take(request, zone, agency, asked)
    return show(request, zone, agency, came.asked, notices=came.notices, fresh=came.fresh)


@require_POST
@needs("void_own")
def take_back(request: Request, zone_name: str, agency: str) -> HttpResponseBase:
    """Void what this officer has just written, within two minutes."""
    zone = request.here.get_zone(zone_name)
    notices = told.undo(request, zone, agency)
    subjects = [notice["subject"] for notice in notices]
    if request.POST.get("back", "") == "visit":
        return redirect("desk:visit", zone_name, subjects[0])
    return show(request, zone, agency, read_asked(request), notices=notices, fresh=subjects)
