"""The reader's language: `?language=` of the address, else the cookie, else the browser's wish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from cuakhau.web.here import Request
from cuakhau.zone.types import Language

ASKED = "language"
OUR_NAME: dict[str, Language] = {"vi": "vi", "en": "en", "zh-hans": "zh"}
SHORT = {"vi": "VI", "en": "EN", "zh-hans": "中文"}


class LanguageMiddleware:
    """Speaks the reader's language for one request; what the address asks for is remembered."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        asked = _supported(request.GET.get(ASKED))
        spoken = (
            asked
            or _supported(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
            or translation.get_language_from_request(request)
        )
        with translation.override(spoken):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", spoken)
        if not request.path.startswith(settings.STATIC_URL):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if asked:
            _remember(response, asked)
        return response


def _supported(code: str | None) -> str | None:
    if not code:
        return None
    try:
        return translation.get_supported_language_variant(code)
    except LookupError:
        return None


def _remember(response: HttpResponse, code: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )


def language_of(request: HttpRequest) -> Language:
    """Give the language of this reader as the zone's rows and rules know it."""
    return OUR_NAME.get(translation.get_language() or "", "vi")
