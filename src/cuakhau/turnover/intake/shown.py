"""The frame of these pages, how mistakes are told, and who signs."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.accounts.rights import may
from cuakhau.trade.importing.refusals import refusal_of
from cuakhau.turnover.store.sent import Signed
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

LONGEST_NONCE = 40


def show(
    request: Request,
    zone: Zone,
    name: str,
    words: Mapping[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show a page; 422 where it tells a refusal. What it shows is of this moment."""
    context = {
        "page": {"zone": zone.name, **words},
        "refused": tell(refusal, language_of(request)) if refusal is not None else None,
        "nonce": secrets.token_urlsafe(12),
        "may_import": may(request.user, "import_trade", zone=zone.name),
        "may_settle": may(request.user, "settle_trade", zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
    }
    status = 200 if refusal is None else 422
    answer = render(request, f"intake/{name}.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def sign(request: Request, zone: Zone) -> Signed:
    """Say who acts now, under the nonce of the form."""
    person: Any = request.user
    nonce = request.POST.get("nonce", "")[:LONGEST_NONCE] or secrets.token_urlsafe(12)
    return Signed(by=person.username, at=request.here.now(zone.name), nonce=nonce)


def tell_mistakes(
    mistakes: Iterable[Mapping[str, Any]], language: Language
) -> list[dict[str, Any]]:
    """Tell kept mistakes in the reader's language."""
    told = []
    for one in mistakes:
        refusal = refusal_of(one["rule"], one["value"], one["facts"])
        told.append({**one, **tell(refusal, language)})
    return told
