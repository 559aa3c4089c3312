"""A value as JSON."""

import msgspec
from django.http import HttpResponse


def say(value: msgspec.Struct, status: int = 200) -> HttpResponse:
    """Answer with a value as JSON."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")
