"""Security headers: a page may load from its own address only, and speak to its own stream."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src {connect}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class ContentSecurity:
    """Adds the content security policy to every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # A file that somebody sent brings a stricter policy of its own.
        response.headers.setdefault(
            "Content-Security-Policy", POLICY.format(connect=_connect(request))
        )
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response


def _connect(request: HttpRequest) -> str:
    # The stream of a single machine listens at another port, which is another origin.
    if not settings.STREAM.startswith(":"):
        return "'self'"
    host = request.get_host().rsplit(":", 1)[0] if ":" in request.get_host() else request.get_host()
    return f"'self' {request.scheme}://{host}{settings.STREAM}"
