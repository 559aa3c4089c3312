"""Charging a visit: what the tariff asks goes into the books, by charge and gate."""

from datetime import datetime

from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.owing import Owing
from cuakhau.operations.payments.books.post import Heading, Leg, post
from cuakhau.operations.payments.models import Entry
from cuakhau.zone.zone import Zone

BY_HAND = "by_hand"


def charge(zone: Zone, owing: Owing, *, by: str, at: datetime) -> Entry | None:
    """Write what the tariff asks and the books do not hold yet; `None` where that is nothing.

    A declaration that was corrected may ask for less than was charged: the difference is written
    back. Must run inside a transaction that has locked the visit.
    """
    if owing.answer.total_vnd is None:
        return None
    legs = []
    wanted = {line.charge: line for line in owing.lines}
    for kind in sorted({*wanted, *owing.standing.charged}):
        line = wanted.get(kind)
        rest_vnd = (line.amount_vnd or 0 if line else 0) - owing.standing.charged.get(kind, 0)
        detail = {} if line is None else _detail(line)
        legs.append(
            Leg("revenue", -rest_vnd, visit=owing.number, charge=kind, gate=owing.gate or "",
                detail=detail)
        )  # fmt: skip
    return _write(zone, owing, legs, _basis(owing), by=by, at=at)


def charge_by_hand(
    zone: Zone, owing: Owing, amount_vnd: int, basis: str, *, by: str, at: datetime
) -> Entry | None:
    """Write an amount that somebody set where no rate is known, with the basis that they named."""
    kind = owing.lines[0].charge if owing.lines else "infrastructure"
    rest_vnd = amount_vnd - owing.standing.charged_vnd
    leg = Leg(
        "revenue", -rest_vnd, visit=owing.number, charge=kind, gate=owing.gate or "",
        detail={BY_HAND: True, "basis": basis, "amount_vnd": amount_vnd, "like": like(owing)},
    )  # fmt: skip
    return _write(zone, owing, [leg], basis, by=by, at=at)


def like(owing: Owing) -> str:
    """Say what decides the rate of a visit, so that an amount set once is offered again."""
    goods = ",".join(sorted({line.goods or "" for line in owing.answer.lines}))
    seen = owing.seen
    return "/".join([seen.procedure or "", seen.vehicle_class or "", goods])


def _write(
    zone: Zone, owing: Owing, legs: list[Leg], basis: str, *, by: str, at: datetime
) -> Entry | None:
    total_vnd = -sum(leg.amount_vnd for leg in legs)
    if not any(leg.amount_vnd for leg in legs):
        return None
    heading = Heading(
        zone=zone.name,
        kind="charge",
        day=open_day(zone, by, at),
        visit=owing.number,
        firm=owing.firm,
        gate=owing.gate,
        basis=basis,
    )
    due = Leg("due", total_vnd, holder=owing.firm or "", visit=owing.number)
    return post(heading, [due, *legs], by=by, at=at)


def _basis(owing: Owing) -> str:
    return ", ".join(sorted({line.resolution for line in owing.lines if line.resolution}))


def _detail(line: object) -> dict[str, object]:
    names = ("tariff", "resolution", "goods", "basic_vnd", "rules", "percents", "amount_vnd")
    found = {name: getattr(line, name) for name in names}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in found.items()}
