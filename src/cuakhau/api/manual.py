"""The manual of the API as a page: made from the OpenAPI document, nothing from elsewhere."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuakhau.web.here import Request


@require_safe
def show_manual(request: Request) -> HttpResponse:
    """Show every operation with its body, its answers and its refusals."""
    from cuakhau.api.endpoints import api

    document = api.get_openapi_schema()
    return render(request, "api/manual.html", {"document": document, "operations": _list(document)})


def _list(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": path, "verb": verb.upper(), **operation}
        for path, verbs in document["paths"].items()
        for verb, operation in verbs.items()
    ]
