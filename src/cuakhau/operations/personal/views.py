"""Pages of the administrator: who looked at whose data, and the erasing of a person's words."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import needs
from cuakhau.operations.personal import access, erasing, pages
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell

ASKED = ("by", "visit", "why", "before")


@never_cache
@require_safe
@needs("see_access")
def show_access(request: Request, zone_name: str) -> HttpResponseBase:
    """Show who looked at whose data, the newest first."""
    zone = request.here.get_zone(zone_name)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ASKED}
    looks = access.list_looks(zone, asked, language_of(request))
    page = {
        "zone": zone.name,
        "asked": asked,
        "is_filtered": any(asked.values()),
        "pages": pages.list_pages(language_of(request)),
        **looks,
    }
    mark = _("demo") if zone.is_demo else ""
    return render(request, "personal/access.html", {"page": page, "mark": mark})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("erase_person")
def show_erasing(request: Request, zone_name: str) -> HttpResponseBase:
    """Find the words of a person, and erase those that are ticked."""
    zone = request.here.get_zone(zone_name)
    sent = request.POST
    asked = (sent.get("asked") or request.GET.get("q", "")).strip()[:80]
    page: dict[str, Any] = {
        "zone": zone.name,
        "asked": asked,
        "reasons": erasing.list_reasons(),
        "typed": sent,
    }
    status = 200
    if request.method == "POST":
        wanted = erasing.Erasing(
            tuple(sent.getlist("ref")[:200]), sent.get("reason", ""), sent.get("document", "")
        )
        nonce = f"erase.{sent.get('nonce', '')[:40]}"
        by, at = request.user.get_username(), request.here.now(zone.name)
        try:
            page["gone"] = erasing.erase(zone, wanted, by=by, at=at, nonce=nonce)
        except NotLetIn as refused:
            page["refused"], status = tell(refused, language_of(request)), 422
    page["words"] = erasing.find_words(zone, asked) if asked else []
    context = {
        "page": page,
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer: HttpResponse = render(request, "personal/erasing.html", context, status=status)
    return answer
