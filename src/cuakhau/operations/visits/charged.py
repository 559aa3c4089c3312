"""A visit as the tariff sees it."""

from cuakhau.movement.fees.answer import FeeCase
from cuakhau.movement.view import find_procedure, view
from cuakhau.movement.visit import Visit
from cuakhau.operations.models import Declaration
from cuakhau.zone.zone import Zone


def build_case(zone: Zone, visit: Visit, said: Declaration | None) -> tuple[FeeCase | None, int]:
    """Give the case of a visit, and the instant whose tariff counts: its entry, else declaration.

    `None` where nothing is declared.
    """
    seen = view(zone, visit)
    compiled = find_procedure(zone, visit.standing)
    if compiled is None or seen.declared_us is None:
        return None, 0
    lines = tuple(line["goods"] for line in said.goods_lines if line.get("goods")) if said else ()
    case = FeeCase(
        direction=compiled.procedure.direction,
        goods=lines or ((seen.goods,) if seen.goods else ()),
        vehicle_class=seen.vehicle_class,
        regime=compiled.procedure.regime,
        use=said.fee_use if said else None,  # type: ignore[arg-type]  # the API checks the word
    )
    return case, seen.milestones.get(compiled.procedure.arrives_at, seen.declared_us)
