"""The tariff applied: the nearest cell, the multipliers, the highest line of a mixed load."""

from collections.abc import Iterator
from datetime import date
from math import prod

from cuakhau.movement.fees.answer import FeeAnswer, FeeCase, FeeLine
from cuakhau.zone.types import FeeRule, Tariff
from cuakhau.zone.zone import Zone


def owed(zone: Zone, case: FeeCase, day: date) -> FeeAnswer:
    """Tell what a trip owes when the event that is charged happened on `day`.

    Each charge of the tariff is owed once, at the line of goods with the highest amount. The cell
    of the nearest goods class counts (fruit before farm produce before other), and of the exact
    direction before `both`, even where its own rate is unknown.
    """
    dated = zone.at(day)
    cells = [cell for cell in dated.tariffs if cell.regime == case.regime]
    charges = sorted({cell.charge for cell in cells})
    if not charges:
        return FeeAnswer(why=("no_tariff",))
    lines = tuple(
        _line(dated, case, [cell for cell in cells if cell.charge == charge], goods)
        for charge in charges
        for goods in (case.goods or (None,))
    )
    why = tuple(sorted({line.why for line in lines if line.why is not None}))
    if why:
        return FeeAnswer(lines=lines, why=why)
    return FeeAnswer(lines=lines, total_vnd=sum(_highest(lines, charge) for charge in charges))


def _highest(lines: tuple[FeeLine, ...], charge: str) -> int:
    return max(line.amount_vnd or 0 for line in lines if line.charge == charge)


def _line(zone: Zone, case: FeeCase, cells: list[Tariff], goods: str | None) -> FeeLine:
    charge = cells[0].charge
    if goods is None or goods not in zone.goods_by_id:
        return FeeLine(charge=charge, goods=goods, why="goods_unknown")
    if case.vehicle_class is None:
        return FeeLine(charge=charge, goods=goods, why="class_unknown")
    cell = _nearest(zone, case, cells, goods)
    if cell is None:
        return FeeLine(charge=charge, goods=goods, why="no_cell")
    rules = _rules(zone, case, cell, goods)
    percents = tuple(rule.percent for rule in rules)
    basic_vnd = cell.amount_vnd
    amount_vnd = None if basic_vnd is None else _multiplied(basic_vnd, percents)
    why = "no_rate" if basic_vnd is None else None
    if case.use is not None and not any(rule.use == case.use for rule in rules):
        amount_vnd, why = None, why or "no_rule_for_use"
    if 0 in percents:  # exempt, whatever the rate that nobody knows may be
        amount_vnd, why = 0, None
    return FeeLine(
        charge=charge,
        goods=goods,
        tariff=cell.id,
        resolution=cell.resolution,
        basic_vnd=basic_vnd,
        rules=tuple(rule.id for rule in rules),
        percents=percents,
        amount_vnd=amount_vnd,
        why=why,  # type: ignore[arg-type]  # one of the two words above
    )


def _nearest(zone: Zone, case: FeeCase, cells: list[Tariff], goods: str) -> Tariff | None:
    of_class = [cell for cell in cells if cell.vehicle_class == case.vehicle_class]
    for kind in _lineage(zone, goods):
        for direction in (case.direction, "both"):
            for cell in of_class:
                if (cell.goods, cell.direction) == (kind, direction):
                    return cell
    return None


def _rules(zone: Zone, case: FeeCase, cell: Tariff, goods: str) -> list[FeeRule]:
    kinds = tuple(_lineage(zone, goods))
    return [
        rule
        for rule in zone.fee_rules
        if rule.resolution == cell.resolution
        and rule.direction in ("both", case.direction)
        and (rule.goods is None or rule.goods in kinds)
        and (rule.use is None or rule.use == case.use)
    ]


def _lineage(zone: Zone, goods: str) -> Iterator[str]:
    """The class of goods, then what it is within; a ring in the data ends the walk."""
    seen: set[str] = set()
    here: str | None = goods
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        row = zone.goods_by_id.get(here)
        here = row.within if row else None


def _multiplied(basic_vnd: int, percents: tuple[int, ...]) -> int:
    """Multiply in whole numbers and round once, half a dong upwards."""
    whole: int = 100 ** len(percents)
    return (basic_vnd * prod(percents) * 2 + whole) // (2 * whole)
