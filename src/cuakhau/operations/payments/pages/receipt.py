"""A receipt on a page, and on paper."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, may, needs, require
from cuakhau.operations.payments.models import Receipt
from cuakhau.operations.payments.pages.words import say_means
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_fees")
def show_receipt(request: Request, zone_name: str, receipt: int) -> HttpResponseBase:
    """Show a receipt as it was given."""
    zone = request.here.get_zone(zone_name)
    found = _get_receipt(request, zone, receipt)
    language = language_of(request)
    content = found.content

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    page = {
        "zone": zone.name,
        "id": found.pk,
        "name": str(found),
        "series": found.series,
        "number": f"{found.number:07d}",
        "visit": found.visit,
        "firm": found.firm,
        "amount_vnd": found.amount_vnd,
        "kept_vnd": content["kept_vnd"],
        "means": say_means(content["means"]),
        "gate": name(content["gate"]),
        "at": f"{local_time(zone, micros(found.at)):%H:%M %d/%m/%Y}",
        "by": found.by,
        "lines": [
            {
                "charge": name(line["charge"]),
                "goods": name(line["goods"]),
                "resolution": line["resolution"],
                "amount_vnd": line["amount_vnd"],
            }
            for line in content["lines"]
        ],
    }
    context = {
        "page": page,
        "may_take": may(request.user, "take_payment", agency=agency_of(request)),
        "mark": _("demo") if zone.is_demo else "",
        "tab": "desk",
    }
    answer = render(request, "payments/receipt.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _get_receipt(request: Request, zone: Zone, receipt: int) -> Receipt:
    found = Receipt.objects.filter(zone=zone.name, pk=receipt).first()
    if found is None:
        raise Http404(str(receipt))
    require(request.user, "see_fees", agency=agency_of(request), firm=found.firm)
    return found
