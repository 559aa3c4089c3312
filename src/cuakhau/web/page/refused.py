"""A refusal on a page: rule, reason and cure in the reader's language."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from cuakhau.accounts.refusals import NotLetIn
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language


def tell(refusal: Refusal, language: Language) -> dict[str, str]:
    """Give what a template needs to say a refusal."""
    return {
        "rule": refusal.rule,
        "reason": refusal.reason(language),
        "cure": refusal.cure(language),
    }


class RefusedMiddleware:
    """Shows a refusal that no view has dealt with as a page: 403 where somebody may not, else 422.

    The API tells its refusals itself, before they come here.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a page; leave every other trouble alone."""
        if not isinstance(exception, Refusal):
            return None
        status = 403 if isinstance(exception, NotLetIn) else 422
        words = {"status": status, **tell(exception, language_of(request))}
        return render(request, "web/trouble.html", words, status=status)
