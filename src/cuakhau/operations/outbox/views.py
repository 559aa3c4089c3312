"""The page of the outbox: translate, one call, translate back."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.operations.outbox.page import build_page
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

ASKED = ("visit", "channel", "state", "before")


@never_cache
@require_safe
@needs("see_outbox")
def show_outbox(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what was written to whom and what each channel did with it, the newest first."""
    zone = request.here.get_zone(zone_name)
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ASKED}
    now = request.here.now(zone.name)
    page = build_page(zone, asked, at=now, language=language_of(request))
    mark = _("demo") if zone.is_demo else ""
    return render(request, "outbox/list.html", {"page": page, "mark": mark})
