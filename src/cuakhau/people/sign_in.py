"""Sign in by name and password, or by one click on a demo; sign out."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.people import demo, passwords
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.refusals import NotLetIn, a35_demo_only, refuse
from cuakhau.people import session
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.demo import find_demo_zone
from cuakhau.web.page.refused import tell


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_sign_in(request: Request) -> HttpResponse:
    """Ask for name and password; an officer is asked for the second factor next."""
    words: dict[str, Any] = {"next": session.next_of(request), "username": ""}
    if request.method == "POST":
        words["username"] = request.POST.get("username", "")
        try:
            return _sign_in(request)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language_of(request))
    words["demo_roles"] = _demo_roles(request)
    status = 403 if "refused" in words else 200
    return render(request, "people/sign_in.html", words, status=status)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("people:sign-in")


@require_POST
def sign_in_demo(request: Request, role: str) -> HttpResponse:
    """Be somebody of a demo zone, on this machine alone."""
    zone = find_demo_zone(request)
    if zone is None or role not in ROLES:
        raise refuse(a35_demo_only)
    person = demo.get_or_make(role, zone, at=request.here.wall_now())
    session.begin(request, person, second="demo")
    return redirect(session.next_of(request))


def _sign_in(request: Request) -> HttpResponse:
    person = passwords.get_by_password(
        request.POST.get("username", ""),
        request.POST.get("password", ""),
        address=session.address_of(request),
        at=request.here.wall_now(),
    )
    wanted = session.next_of(request)
    session.begin(request, person, second=None)
    if ROLES[person.role].is_officer:
        return redirect("/sign-in/second/?" + urlencode({"next": wanted}))
    return redirect("/sign-in/password/" if person.password_is_temporary else wanted)


def _demo_roles(request: Request) -> list[dict[str, str]]:
    if find_demo_zone(request) is None:
        return []
    language = language_of(request)
    return [{"id": role.id, "name": role.name(language)} for role in ROLES.values()]
