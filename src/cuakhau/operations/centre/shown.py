"""What the pages of the centre share: a row that is there or 404, and the frame of a page."""

import secrets
from typing import Any, TypeVar

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.accounts.rights import may
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

Row = TypeVar("Row", bound=models.Model)


def get_row(kind: type[Row], zone: Zone, key: int) -> Row:
    """Give a row of a zone by its number, or answer 404."""
    row: Row | None = kind._default_manager.filter(zone=zone.name, pk=key).first()
    if row is None:
        raise Http404(str(key))
    return row


def show(
    request: Request, zone: Zone, name: str, words: dict[str, Any], acts: dict[str, str]
) -> HttpResponse:
    """Show a page of the centre; `acts` are words for the template and the act that each needs.

    A form that comes back keeps its nonce: sent again, it is the same act.
    """
    context = {
        "page": {"zone": zone.name, **words},
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
        **{word: may(request.user, act, zone=zone.name) for word, act in acts.items()},
    }
    return render(request, f"centre/{name}.html", context)
