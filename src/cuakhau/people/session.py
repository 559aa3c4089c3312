"""What a session holds beside the person: how the second factor was given, and the booth."""

from dataclasses import asdict
from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from cuakhau.accounts.models import Person
from cuakhau.accounts.people.booth import Booth
from cuakhau.accounts.rights import SECOND
from cuakhau.web.here import Request

BACKEND = "django.contrib.auth.backends.ModelBackend"
BOOTH = "booth"
SEEN = "seen_s"
BEGAN = "began_s"


def begin(request: Request, person: Person, *, second: str | None) -> None:
    """Begin a new session for a person, with nothing of an older one in it."""
    request.session.flush()
    login(request, person, backend=BACKEND)
    _see(request)
    request.session[BEGAN] = request.session[SEEN]
    if second:
        request.session[SECOND] = second


def prove(request: Request, second: str) -> None:
    """Keep how the second factor was given, under a new session key."""
    request.session.cycle_key()
    request.session[SECOND] = second
    _see(request)


def take_over(request: Request, person: Person, booth: Booth) -> None:
    """Let a colleague act at an open booth, under the colleague's own name."""
    begin(request, person, second="booth")
    keep_booth(request, booth)
    request.session[BEGAN] = int(booth.opened_at.timestamp())


def keep_booth(request: Request, booth: Booth) -> None:
    """Make this session that of a booth."""
    kept = asdict(booth)
    kept["opened_at"] = booth.opened_at.isoformat()
    request.session[BOOTH] = kept


def find_booth(request: Request) -> Booth | None:
    """Find the booth of this session."""
    kept = request.session.get(BOOTH)
    if not kept:
        return None
    return Booth(**{**kept, "opened_at": datetime.fromisoformat(kept["opened_at"])})


def person_of(request: Request) -> Person | None:
    """Give who is signed in, with or without a second factor."""
    person = request.user  # type: ignore[attr-defined]
    return person if isinstance(person, Person) else None


def get_person(request: Request) -> Person:
    """Give who is signed in, on a page that nobody else reaches."""
    person = person_of(request)
    assert person is not None
    return person


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


def _see(request: Request) -> None:
    request.session[SEEN] = int(request.here.wall_now().timestamp())
