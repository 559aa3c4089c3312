"""What the books say: of a visit what was charged and paid, of a firm its balance and its debt."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Sum

from cuakhau.operations.payments.models import Line


@dataclass(frozen=True, slots=True)
class Standing:
    """The money of one visit, in whole dong. `charged` is by charge; `by_hand` the part of it
    that somebody set where no rate is known."""

    charged: dict[str, int] = field(default_factory=dict)
    by_hand_vnd: int = 0
    waived_vnd: int = 0
    due_vnd: int = 0

    @property
    def charged_vnd(self) -> int:
        """All that was charged."""
        return sum(self.charged.values())

    @property
    def paid_vnd(self) -> int:
        """What was paid and not given back."""
        return self.charged_vnd - self.waived_vnd - self.due_vnd


NOTHING = Standing()


def standings_of(zone_name: str, visits: Collection[str]) -> dict[str, Standing]:
    """Give the standing of each visit that has lines; one query for a whole page."""
    rows = (
        Line.objects.filter(zone=zone_name, visit__in=list(visits))
        .values_list("visit", "account", "charge", "detail__by_hand")
        .annotate(sum_vnd=Sum("amount_vnd"))
        .order_by()
    )
    sums: dict[str, dict[str, int]] = {}
    charged: dict[str, dict[str, int]] = {}
    for visit, account, charge, by_hand, sum_vnd in rows:
        if visit is None:
            continue
        of_visit = sums.setdefault(visit, {})
        of_visit[account] = of_visit.get(account, 0) + sum_vnd
        if account == "revenue":
            kinds = charged.setdefault(visit, {})
            kinds[charge] = kinds.get(charge, 0) - sum_vnd
            if by_hand:
                of_visit["by_hand"] = of_visit.get("by_hand", 0) - sum_vnd
    return {
        visit: Standing(
            charged=charged.get(visit, {}),
            by_hand_vnd=found.get("by_hand", 0),
            waived_vnd=found.get("waiver", 0),
            due_vnd=found.get("due", 0),
        )
        for visit, found in sums.items()
    }


def standing_of(zone_name: str, visit: str) -> Standing:
    """Give the standing of one visit."""
    return standings_of(zone_name, [visit]).get(visit, NOTHING)


@dataclass(frozen=True, slots=True)
class FirmStanding:
    """What a firm has paid in advance and what it owes, in whole dong."""

    prepaid_vnd: int = 0
    debt_vnd: int = 0


def firm_standing_of(zone_name: str, firm: str) -> FirmStanding:
    """Give the balance and the debt of a firm."""
    sums = dict(
        Line.objects.filter(zone=zone_name, account__in=("prepaid", "due"), holder=firm)
        .values_list("account")
        .annotate(sum_vnd=Sum("amount_vnd"))
        .order_by()
    )
    return FirmStanding(prepaid_vnd=-sums.get("prepaid", 0), debt_vnd=sums.get("due", 0))
