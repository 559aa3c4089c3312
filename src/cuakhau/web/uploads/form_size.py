"""Says no to a form that is too large before any of it is read or kept."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads.read import MB
from cuakhau.web.uploads.refusals import a58_form_is_not_too_large, refuse_file

MOST_FORM_BYTES = 64 * MB  # three large files and what was typed beside them


class FormSizeMiddleware:
    """Stands before everything that reads the body of a form."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        size = int(said) if said.isdecimal() else 0
        if request.content_type != "multipart/form-data" or size <= MOST_FORM_BYTES:
            return self.get_response(request)
        facts = {"size_mb": -(-size // MB), "most_mb": MOST_FORM_BYTES // MB}
        refusal = refuse_file(a58_form_is_not_too_large, **facts)
        words = {"status": 413, **tell(refusal, language_of(request))}
        return render(request, "web/trouble.html", words, status=413)
