"""What vehicles carried that went through on a day: the goods lines of their declarations."""

from dataclasses import dataclass
from datetime import date

from cuakhau.journal import read
from cuakhau.operations.models import Declaration
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One goods line of one visit; what nobody declared is unknown."""

    visit: str
    line: int
    day: date
    place: str | None
    direction: str
    regime: str
    hs: str | None
    weight_kg: int | None
    origin: str | None
    value: int | None
    currency: str | None


def list_carried(zone: Zone, day: date) -> list[Carried]:
    """List the goods lines of visits that went through on a bulletin day, as declared last."""
    window = window_of(zone, day)
    dated = zone.at(day)
    through = {
        subject: (dated.procedure_by_id[procedure], place)
        for subject, procedure, place in read.list_cleared(
            zone.name, window.since_us, window.until_us
        )
        if procedure in dated.procedure_by_id
    }
    rows = (
        Declaration.objects.filter(zone=zone.name, number__in=list(through))
        .order_by("number", "-revision")
        .distinct("number")
        .values_list("number", "goods_lines")
    )
    return [
        Carried(
            visit=number,
            line=place_of_line,
            day=day,
            place=through[number][1],
            direction=through[number][0].direction,
            regime=through[number][0].regime,
            hs=said.get("hs_code"),
            weight_kg=said.get("gross_kg"),
            origin=said.get("origin"),
            value=said.get("value"),
            currency=said.get("currency"),
        )
        for number, lines in rows
        for place_of_line, said in enumerate(lines, start=1)
        if through[number][0].direction in ("export", "import")
    ]
