"""Vehicles of a day beside what was declared of their goods and charged for them."""

from collections import defaultdict
from datetime import date

from cuakhau.journal import read
from cuakhau.movement.view import view
from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.models import Line
from cuakhau.trade.mirror import Beside, Fee, Paper, Vehicle
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.zone import Zone


def list_beside(zone: Zone, day: date) -> Beside:
    """Give what went through on a bulletin day, with its declarations and its fees.

    A declaration of the day whose vehicle never came has no vehicle, and so has a fee of the day
    whose visit nobody declared.
    """
    window, dated = window_of(zone, day), zone.at(day)
    vehicles = {
        subject: Vehicle(
            visit=subject,
            day=day,
            gate=place or "",
            direction=dated.procedure_by_id[procedure].direction,
        )
        for subject, procedure, place in read.list_cleared(
            zone.name, window.since_us, window.until_us
        )
        if procedure in dated.procedure_by_id
    }
    declared = read.list_declared(zone.name, window.since_us, window.until_us)
    others = [number for number in declared if number not in vehicles]
    came = {
        number
        for number, visit in read.find_visits(zone.name, others).items()
        if visit.standing and view(zone, visit).place is not None
    }
    papers = _papers(zone, day, vehicles, [number for number in others if number not in came])
    return Beside(vehicles=tuple(vehicles.values()), papers=papers, fees=_fees(zone, day, vehicles))


def _papers(
    zone: Zone, day: date, vehicles: dict[str, Vehicle], never_came: list[str]
) -> tuple[Paper, ...]:
    dated = zone.at(day)
    rows = (
        Declaration.objects.filter(zone=zone.name, number__in=[*vehicles, *never_came])
        .order_by("number", "-revision")
        .distinct("number")
        .values_list("number", "procedure", "place", "goods_lines")
    )
    found = []
    for number, procedure, place, lines in rows:
        known = dated.procedure_by_id.get(procedure)
        # A vehicle that came without a line of goods lacks them; one that did not lacks itself.
        values = [line.get("value") for line in lines] or ([] if number in vehicles else [None])
        found += [
            Paper(
                declaration=number,
                visit=number if number in vehicles else None,
                day=day,
                gate=place or "",
                direction=known.direction if known else "",
                value=value,
            )
            for value in values
        ]
    return tuple(found)


def _fees(zone: Zone, day: date, vehicles: dict[str, Vehicle]) -> tuple[Fee, ...]:
    lines = Line.objects.filter(zone=zone.name, account="revenue", entry__reversed_by=None)
    of_these = lines.filter(visit__in=list(vehicles), entry__reverses=None)
    of_day = lines.filter(entry__day=day, entry__reverses=None, visit__isnull=False)
    added: dict[tuple[str, int], int] = defaultdict(int)
    rows = {
        pk: (visit, entry, amount)
        for query in (of_these, of_day)
        for pk, visit, entry, amount in query.values_list("pk", "visit", "entry_id", "amount_vnd")
        if visit is not None
    }
    for visit, entry, amount in rows.values():
        added[visit, entry] -= amount
    strangers = [visit for visit, _entry in added if visit not in vehicles]
    known = read.find_visits(zone.name, strangers)
    return tuple(
        Fee(visit=visit, vnd=amount)
        for (visit, _entry), amount in added.items()
        if visit in vehicles or visit not in known
    )
