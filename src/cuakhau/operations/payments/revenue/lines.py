"""The lines that a figure of revenue adds up, one by one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from cuakhau.figures.fees.money import ANY
from cuakhau.operations.payments.models import Line

MOST = 300
TAKEN = ("payment", "prepayment", "cancellation")
# The same lines as `revenue.sums.LINES`, for Django.
WHICH: dict[str, tuple[Q, int]] = {
    "charged": (Q(account="revenue"), -1),
    "waived": (Q(account="waiver"), 1),
    "cash": (Q(account="cash", entry__kind__in=TAKEN), 1),
    "bank": (Q(account="bank", entry__kind__in=TAKEN), 1),
    "balance_used": (Q(account="prepaid", amount_vnd__gt=0, entry__kind="payment"), 1),
    "refunded": (Q(account__in=("cash", "bank"), entry__kind="refund"), -1),
    "debt": (Q(account="due"), 1),
}


def list_lines(zone_name: str, measure: str, about: Mapping[str, Any], last: int) -> list[Line]:
    """List the newest lines of a measure; each amount with the sign that the figure counts."""
    which, sign = WHICH[measure]
    lines = Line.objects.filter(
        which,
        zone=zone_name,
        entry__day__gte=about["since"],
        entry__day__lte=about["until"],
        entry__lte=last,
    )
    if about["gate"] != ANY:
        lines = lines.filter(gate=about["gate"])
    if about["charge"] != ANY:
        lines = lines.filter(charge=about["charge"])
    if about["goods"] != ANY:
        goods = Q(detail__goods=about["goods"]) if about["goods"] else ~Q(detail__has_key="goods")
        lines = lines.filter(goods)
    found = list(lines.select_related("entry").order_by("-pk")[:MOST])
    for line in found:
        line.amount_vnd *= sign
    return found
