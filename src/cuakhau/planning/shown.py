"""The frame of a page of planning."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


def show(request: Request, zone: Zone, name: str, words: dict[str, Any]) -> HttpResponse:
    """Show a page of planning. A form that comes back keeps its nonce: it is the same act."""
    context = {
        "page": {"zone": zone.name, **words},
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, f"planning/{name}.html", context)
