"""The frame of a page of planning, and who signs an act."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.accounts.rights import may
from cuakhau.planning.models import Run
from cuakhau.planning.signed import Signed
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


def show(request: Request, zone: Zone, name: str, words: dict[str, Any]) -> HttpResponse:
    """Show a page of planning. A form that comes back keeps its nonce: it is the same act."""
    context = {
        "page": {"zone": zone.name, **words},
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
        "may_plan": may(request.user, "make_plans", zone=zone.name),
    }
    return render(request, f"planning/{name}.html", context)


def sign(request: Request, zone: Zone) -> Signed:
    """Say who does an act now, under the nonce of the form."""
    person: Any = request.user
    nonce = request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12)
    return Signed(by=person.username, at=request.here.now(zone.name), nonce=nonce)


def get_run(zone: Zone, key: int) -> Run:
    """Give a run of a zone without its results, or answer 404."""
    run = Run.objects.defer("results").filter(zone=zone.name, pk=key).first()
    if run is None:
        raise Http404(str(key))
    return run
