"""No answer below /api/ is a page: what Django itself refuses is said as a problem too."""

import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cuakhau.api import problem
from cuakhau.api.refusals import (
    BadRequest,
    bad_request,
    p10_it_is_there,
    p11_method_is_allowed,
    p14_we_failed,
    p15_request_is_readable,
)
from cuakhau.web.language import language_of

ROOT = "/api/"
log = logging.getLogger(__name__)


class ProblemMiddleware:
    """Turns a plain error answer below /api/ into problem+json."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith(ROOT):
            return response
        if response.headers.get("Content-Type") == problem.TYPE:
            return response
        answer = problem.answer(_refusal_of(request, response.status_code), language_of(request))
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer


def _refusal_of(request: HttpRequest, status: int) -> BadRequest:
    if status == 404:
        return bad_request(p10_it_is_there, what=request.path[:80])
    if status == 405:
        return bad_request(p11_method_is_allowed, method=request.method)
    if status >= 500:
        trouble = secrets.token_hex(4)
        log.error("trouble %s: %s %s", trouble, request.method, request.path)
        return bad_request(p14_we_failed, trouble=trouble)
    return bad_request(p15_request_is_readable)
