"""Goods within other goods: what is said of farm produce holds for fruit too."""

from cuakhau.zone.zone import Zone


def list_kinds(zone: Zone, goods: str | None) -> tuple[str, ...]:
    """List a class of goods and all that it is within, the closest first."""
    within = {row.id: row.within for row in zone.goods_classes}
    found: list[str] = []
    while goods is not None and goods not in found:
        found.append(goods)
        goods = within.get(goods)
    return tuple(found)
