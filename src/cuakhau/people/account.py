"""One's own account: password and PIN."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.people import booth, passwords
from cuakhau.accounts.refusals import NotLetIn, a24_name_and_password, refuse
from cuakhau.accounts.rights import has_proved
from cuakhau.people import session
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def show_account(request: Request) -> HttpResponse:
    """Let people choose their password, and officers of an agency their PIN."""
    person = session.person_of(request)
    if person is None or not has_proved(request):
        return redirect("people:sign-in")
    words: dict[str, Any] = {"account": person}
    if request.method == "POST":
        try:
            words["done"] = _change(request)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language_of(request))
    status = 422 if "refused" in words else 200
    return render(request, "people/account.html", words, status=status)


def _change(request: Request) -> str:
    person, at = session.get_person(request), request.here.wall_now()
    # At a booth somebody may have left the screen: what is changed here asks for the password.
    if not check_password(request.POST.get("password", ""), person.password):
        raise refuse(a24_name_and_password)
    if "pin" in request.POST:
        booth.choose_pin(person, request.POST["pin"], at=at)
        return "pin"
    passwords.choose(person, request.POST.get("new", ""), at=at)
    update_session_auth_hash(request, person)
    return "password"
