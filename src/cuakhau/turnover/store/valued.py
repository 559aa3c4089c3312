"""Rates of currencies that a zone holds, and facts valued once a rate becomes known."""

from cuakhau.trade.rates import Rate as Known
from cuakhau.turnover.store.models import Rate


def list_rates(zone_name: str) -> list[Known]:
    """Give the rates in force: of each currency and day the one that was entered last."""
    rows = (
        Rate.objects.filter(zone=zone_name)
        .order_by("currency", "day", "-pk")
        .distinct("currency", "day")
    )
    return [Known(row.currency, row.day, row.per_usd, row.source) for row in rows]
