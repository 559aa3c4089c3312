"""The manual of the API as a page: made from the OpenAPI document, nothing from elsewhere."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuakhau.accounts.refusals import ALL_RULES as ACCOUNTS
from cuakhau.api.describe import REFUSALS
from cuakhau.api.refusals import ALL_RULES as OWN
from cuakhau.journal.errors import ALL_RULES as JOURNAL
from cuakhau.movement.rules.check import ALL_RULES as MOVEMENT
from cuakhau.movement.times import (
    m70_time_is_written_right,
    m71_time_has_an_offset,
    m72_time_exists,
)
from cuakhau.movement.transfer import (
    m75_times_are_sure,
    m76_seats_can_leave,
    m77_visit_is_declared,
)
from cuakhau.operations.declaring.refusals import ALL_RULES as DECLARING
from cuakhau.reports.refusals import b4_log_has_the_day
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import Language

JSON = "application/json"
EVERY_RULE: tuple[Callable[..., Any], ...] = (
    *ACCOUNTS,
    *OWN,
    *JOURNAL,
    *MOVEMENT,
    *DECLARING,
    m70_time_is_written_right,
    m71_time_has_an_offset,
    m72_time_exists,
    m75_times_are_sure,
    m76_seats_can_leave,
    m77_visit_is_declared,
    b4_log_has_the_day,
)


@require_safe
def show_manual(request: Request) -> HttpResponse:
    """Show every operation with its fields and answers, and every rule that may refuse."""
    from cuakhau.api.endpoints import api

    document = api.get_openapi_schema()
    words = {
        "document": document,
        "operations": list(_list_operations(document)),
        "refusals": REFUSALS,
        "rules": list(_list_rules(language_of(request))),
    }
    return render(request, "api/manual.html", words)


def _list_operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    schemas = document["components"]["schemas"]
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            content = operation.get("requestBody", {}).get("content", {})
            name = content.get(JSON, {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
            yield {
                **operation,
                "path": path,
                "verb": verb.upper(),
                "fields": _fields(schemas.get(name, {})),
                "good": [c for c in operation["responses"] if int(c) < 400],
                "bad": [c for c in operation["responses"] if int(c) >= 400],
            }


def _fields(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", [])
    return [
        {"name": name, "is_required": name in required} for name in schema.get("properties", {})
    ]


def _list_rules(language: Language) -> Iterator[dict[str, str]]:
    for rule in EVERY_RULE:
        text = texts_of(rule)[language]
        yield {"number": number_of(rule), "reason": text.reason, "cure": text.cure}
