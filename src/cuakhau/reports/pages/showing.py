"""How the pages of reports are shown: the zone that may be read, and the frame of a page."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.accounts.rights import require
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


def open_zone(request: Request, zone_name: str) -> Zone:
    """Give the zone of a page of reports to who may see these; answer 404 for no zone."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_reports", agency=getattr(request.user, "agency", None))  # type: ignore[attr-defined]
    return zone


def show_page(
    request: Request, zone: Zone, template: str, page: dict[str, Any], **more: Any
) -> HttpResponseBase:
    """Show a page with a nonce for its forms; a demo zone is marked, and nothing is stored."""
    context = {
        "page": {**page, "zone": zone.name},
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
        **more,
    }
    answer = render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
