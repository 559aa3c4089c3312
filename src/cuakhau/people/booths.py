"""A booth: open it with a second factor, change over by badge or PIN, close it."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import booth
from cuakhau.accounts.refusals import NotLetIn, a28_booth_is_open, refuse
from cuakhau.accounts.rights import SECOND
from cuakhau.people import session
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_booth(request: Request) -> HttpResponse:
    """Ask who is at the booth now."""
    person = session.person_of(request)
    if person is None:
        return redirect("people:sign-in")
    here = session.find_booth(request)
    words: dict[str, Any] = {"booth": here, "next": session.next_of(request)}
    if here is not None and request.method == "POST":
        try:
            session.take_over(request, _find_colleague(request, here), here)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language_of(request))
        else:
            return redirect(session.next_of(request))
    if here is not None:
        zone = request.here.get_zone(here.zone)
        words["agency_name"] = zone.name_of(here.agency, language_of(request))
        words["colleagues"] = booth.list_colleagues(here)
    words["may_open"] = person.agency is not None and _proved_by_oneself(request)
    status = 403 if "refused" in words else 200
    return render(request, "people/booth.html", words, status=status)


@require_POST
def open_booth(request: Request) -> HttpResponse:
    """Make this screen a booth of one's agency."""
    person = session.person_of(request)
    if person is None or not _proved_by_oneself(request):
        raise refuse(a28_booth_is_open)
    here = booth.open_booth(person, at=request.here.wall_now())
    session.keep_booth(request, here)
    return redirect("people:booth")


@require_POST
def close_booth(request: Request) -> HttpResponse:
    """End the booth and everybody's turn at it."""
    logout(request)
    return redirect("people:sign-in")


def _find_colleague(request: Request, here: booth.Booth) -> Person:
    address, at = session.address_of(request), request.here.wall_now()
    code = request.POST.get("badge", "")
    if code:
        return booth.get_by_badge(here, code, address=address, at=at)
    name, pin = request.POST.get("username", ""), request.POST.get("pin", "")
    return booth.get_by_pin(here, name, pin, address=address, at=at)


def _proved_by_oneself(request: Request) -> bool:
    return request.session.get(SECOND) in ("totp", "demo")
