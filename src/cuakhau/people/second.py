"""The second factor: set up a phone, or give its six digits."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.people import second_factor
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import has_proved
from cuakhau.people import session
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell

NEW_SECRET = "new_secret"  # in the session until the phone has shown that it took it


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_second(request: Request) -> HttpResponse:
    """Ask an officer for the six digits; at the first sign-in show what the phone scans."""
    person = session.person_of(request)
    if person is None:
        return redirect("people:sign-in")
    if session.find_booth(request) is not None:
        return redirect("people:booth")
    if has_proved(request):
        return redirect(session.next_of(request))
    return _check(request) if second_factor.has_one(person) else _set_up(request)


def _check(request: Request) -> HttpResponse:
    words: dict[str, Any] = {"next": session.next_of(request)}
    if request.method == "POST":
        try:
            second_factor.check(
                session.get_person(request),
                request.POST.get("code", ""),
                address=session.address_of(request),
                at=request.here.wall_now(),
            )
        except NotLetIn as refused:
            words["refused"] = tell(refused, language_of(request))
        else:
            session.prove(request, "totp")
            return redirect(session.next_of(request))
    status = 403 if "refused" in words else 200
    return render(request, "people/second.html", words, status=status)


def _set_up(request: Request) -> HttpResponse:
    person, wanted = session.get_person(request), session.next_of(request)
    secret = request.session.setdefault(NEW_SECRET, second_factor.make_secret())
    words: dict[str, Any] = {"next": wanted}
    if request.method == "POST":
        at = request.here.wall_now()
        try:
            codes = second_factor.set_up(person, secret, request.POST.get("code", ""), at=at)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language_of(request))
        else:
            session.prove(request, "totp")
            request.session.pop(NEW_SECRET, None)
            return render(request, "people/codes.html", {"codes": codes, "next": wanted})
    address = second_factor.address_of(secret, person)
    import segno

    words["picture"] = segno.make(address, error="m").svg_data_uri(scale=5, border=2)
    words["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    status = 403 if "refused" in words else 200
    return render(request, "people/second_set_up.html", words, status=status)
