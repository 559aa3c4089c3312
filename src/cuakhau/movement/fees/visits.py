"""The fee of a visit: its tariff is that of the day on which it became chargeable."""

from collections.abc import Iterable

from cuakhau.movement.fees.answer import FeeAnswer, FeeCase, Use
from cuakhau.movement.fees.owed import owed
from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.times import local_day
from cuakhau.movement.view import View
from cuakhau.zone.zone import Zone


def owed_by_visit(
    zone: Zone, seen: View, *, goods: Iterable[str] = (), use: Use | None = None
) -> FeeAnswer:
    """Tell what a visit owes.

    `goods` are the classes of the lines of its declaration; left out, the visit's own class
    counts. The tariff cell names the milestone that is charged (`chargeable_at`); the day of the
    earliest one reached decides.
    """
    case = _case(zone, seen, tuple(goods), use)
    if case is None:
        return FeeAnswer(why=("no_tariff",))
    reached = sorted((at_us, milestone) for milestone, at_us in seen.milestones.items())
    for at_us, milestone in reached:
        day = local_day(zone, at_us)
        cells = [cell for cell in zone.at(day).tariffs if cell.regime == case.regime]
        if any(cell.chargeable_at == milestone for cell in cells):
            return owed(zone, case, day)
    charged = any(cell.regime == case.regime for cell in zone.tariffs)
    return FeeAnswer(why=("not_chargeable_yet" if charged else "no_tariff",))


def _case(zone: Zone, seen: View, goods: tuple[str, ...], use: Use | None) -> FeeCase | None:
    if seen.procedure is None or seen.declared_us is None:
        return None
    compiled = find_compiled(zone, seen.procedure, local_day(zone, seen.declared_us))
    own = (seen.goods,) if seen.goods else ()
    return FeeCase(
        direction=seen.direction,  # type: ignore[arg-type]  # a procedure has one of these words
        goods=goods or own,
        vehicle_class=seen.vehicle_class,
        regime=compiled.procedure.regime if compiled else "ordinary",
        use=use,
    )
