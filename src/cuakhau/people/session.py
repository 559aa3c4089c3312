"""What a session holds beside the person: how the second factor was given, and when."""

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from cuakhau.accounts.models import Person
from cuakhau.accounts.rights import SECOND
from cuakhau.web.here import Request

BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: Request, person: Person, *, second: str | None) -> None:
    """Begin a new session for a person, with nothing of an older one in it."""
    request.session.flush()
    login(request, person, backend=BACKEND)
    if second:
        request.session[SECOND] = second


def address_of(request: HttpRequest) -> str:
    """Give the address that a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def next_of(request: HttpRequest) -> str:
    """Give where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    if url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return "/"
