"""Who is asking: the key of the header Authorization, and what it may do."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from cuakhau.accounts.keys import check
from cuakhau.accounts.models import ApiKey
from cuakhau.accounts.refusals import (
    NotLetIn,
    a1_known_key,
    a3_key_may,
    a5_own_agency_only,
    refuse,
)
from cuakhau.accounts.tries import check_tries, count_failed
from cuakhau.api.refusals import bad_request, p10_it_is_there
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


class Key(HttpBearer):
    """Lets in whoever shows a key that may `act`: declare, append or read."""

    def __init__(self, act: str) -> None:
        super().__init__()
        self.act = act

    def __call__(self, request: HttpRequest) -> Any:
        """Say A1 where no key is shown at all."""
        if not request.headers.get("Authorization"):
            raise refuse(a1_known_key)
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """Give the key, or refuse it by A1 to A4."""
        assert isinstance(request, HttpRequest)
        here = request.here  # type: ignore[attr-defined]
        at, address = here.wall_now(), request.META.get("REMOTE_ADDR", "")
        check_tries(address, at=at)
        try:
            key = check(token.strip(), at=at)
        except NotLetIn:
            count_failed(address, at=at)
            raise
        if self.act not in key.may:
            raise refuse(a3_key_may, prefix=key.prefix, act=self.act)
        return key


class KeyRequest(Request):
    """A request that a key has let in."""

    auth: ApiKey


def zone_of(request: KeyRequest) -> Zone:
    """Give the zone that the key opens; refuse P10 when this server does not serve it."""
    zone = request.here.zones.get(request.auth.zone)
    if zone is None:
        raise bad_request(p10_it_is_there, what=request.auth.zone)
    return zone


def agency_of(request: KeyRequest, asked: str | None) -> str | None:
    """Give the agency that confirms: the key's own. Refuse A5 when another was asked for."""
    own = request.auth.agency or None
    if asked is not None and asked != own:
        raise refuse(
            a5_own_agency_only, prefix=request.auth.prefix, key_agency=own or "-", agency=asked
        )
    return own


def author_of(request: KeyRequest, named: str | None) -> str:
    """Say who acts: the key, and the officer that its program names."""
    by = f"key:{request.auth.prefix}"
    return f"{by}/{named}" if named else by
