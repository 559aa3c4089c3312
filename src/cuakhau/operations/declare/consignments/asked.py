"""The consignment that somebody asks for, where it is theirs."""

from django.http import Http404

from cuakhau.operations.declare.asking import list_owners
from cuakhau.operations.declare.consignments.keep import get_consignment
from cuakhau.operations.declare.models import Consignment
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


def get_own(request: Request, zone: Zone, number: str, act: str) -> Consignment:
    """Give a consignment of a firm for which this person may do an act, or 404."""
    try:
        row = get_consignment(zone.name, number)
    except Consignment.DoesNotExist:
        raise Http404(number) from None
    if row.owner not in list_owners(request, act):
        raise Http404(number)
    return row
