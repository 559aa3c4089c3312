"""Ends what nobody uses: the turn of a person at a booth, and the session of everybody else.

No session outlives a shift, whatever is done in it.

The time of the last act is written at most once a minute. What a page fetches by itself is no act:
a board that is left open keeps nobody signed in.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse

from cuakhau.accounts.people.booth import OPEN_FOR
from cuakhau.accounts.rights import SECOND
from cuakhau.people.session import BEGAN, BOOTH, SEEN
from cuakhau.web.here import Request

BOOTH_IDLE_S = 10 * 60
IDLE_S = 60 * 60
LONGEST_S = int(OPEN_FOR.total_seconds())
STEP_S = 60


class IdleMiddleware:
    """Stands behind the one that finds the person."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SEEN in request.session:
            self._look(request)
        return self.get_response(request)

    def _look(self, request: Request) -> None:
        now_s = int(request.here.wall_now().timestamp())
        idle_s = now_s - request.session[SEEN]
        at_booth = BOOTH in request.session
        if now_s - request.session[BEGAN] > LONGEST_S:
            logout(request)
        elif idle_s > (BOOTH_IDLE_S if at_booth else IDLE_S):
            if at_booth:
                request.session.pop(SECOND, None)
            else:
                logout(request)
        elif idle_s > STEP_S and not _is_by_itself(request):
            request.session[SEEN] = now_s


def _is_by_itself(request: Request) -> bool:
    """Tell whether the page asks and not the person: browsers say so."""
    is_fetched = request.headers.get("Sec-Fetch-Dest") == "empty"
    return request.method == "GET" and (is_fetched or request.path.endswith("/live"))
