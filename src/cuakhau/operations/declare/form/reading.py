"""The form of a movement: what was typed → a declaration, or every mistake at once. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations.declare import refusals as rules
from cuakhau.operations.declare.form.values import Reader, Typed
from cuakhau.operations.declare.refusals import Mistake, mistake
from cuakhau.operations.declaring import Declaring, GoodsLine, Paper
from cuakhau.zone.types import Gate, Route
from cuakhau.zone.zone import Zone

MOST_LINES = 20
LINE = ("description", "goods", "hs", "gross_kg", "pieces", "value", "currency")
CURRENCIES = ("VND", "CNY", "USD")
CUSTOMS, PERMIT, PHYTO = "customs_declaration", "transport_permit", "phytosanitary"
PAPERS = (CUSTOMS, PERMIT, PHYTO)
PAYERS = ("vn", "cn")
USES = ("inland", "transloading_only")
HEAVIEST_KG = 200_000
MOST_PIECES = 10_000_000
MOST_VALUE = 10**12


@dataclass(frozen=True, slots=True)
class Asks:
    """Who declares: the owner, an agent's mandate, and the consignments that the owner has."""

    owner: str
    mandate: int | None = None
    consignments: frozenset[str] = frozenset()


@dataclass(slots=True)
class Read:
    """What became of a form: a declaration where nothing is wrong, else mistakes by field."""

    said: Declaring | None = None
    mistakes: Mapping[str, Mistake] = field(default_factory=dict)


def read_form(zone: Zone, typed: Typed, *, asks: Asks, now: datetime) -> Read:
    """Read a form, all of it, whatever is wrong with it. `zone` is that of the day."""
    form = Reader(typed)
    plate, lines = form.plate("plate"), read_lines(form, zone)
    said = Declaring(
        procedure=form.choice("procedure", list_procedures(zone)),
        place=form.choice("place", list_bounds(zone)),
        owner=asks.owner,
        vehicle_class=form.option("vehicle_class", {one.id for one in zone.vehicle_classes}),
        plate=plate,
        driver=form.text("driver"),
        phone=form.phone("phone"),
        expected_at=form.time("expected_at", zone.time_zone, now),
        payer=form.option("payer", PAYERS),
        fee_use=form.option("fee_use", USES),
        goods_lines=lines,
        papers=(*_vehicle_papers(form, plate), *read_papers(form)),
        goods=next((line.goods for line in lines if line.goods), None),
        consignment=_consignment(form, asks),
        mandate=asks.mandate,
    )
    return Read(None if form.mistakes else said, form.mistakes)


def list_procedures(zone: Zone) -> list[str]:
    """List the kinds of trips of vehicles."""
    return [one.id for one in zone.procedures if one.unit == "vehicle"]


def list_bounds(zone: Zone) -> list[str]:
    """List the gates and routes that a vehicle may be bound for."""
    return [one.id for one in zone.places.values() if isinstance(one, Gate | Route)]


def list_places(typed: Typed) -> list[int]:
    """List the numbers of the goods lines of a form, in order; the first is always there."""
    found = {1}
    for name in typed:
        field_name, _, place = name.rpartition("-")
        if field_name in LINE and place.isdigit() and 1 <= int(place) <= MOST_LINES:
            found.add(int(place))
    return sorted(found)


def read_lines(form: Reader, zone: Zone) -> tuple[GoodsLine, ...]:
    """Read the goods lines; a line without anything is none."""
    lines = []
    for place in list_places(form.typed):
        if not any(form.value(f"{name}-{place}") for name in LINE if name != "currency"):
            continue
        value = form.whole(f"value-{place}", MOST_VALUE)
        goods = form.option(f"goods-{place}", zone.goods_by_id)
        description = form.text(f"description-{place}")
        if description is None and goods is None:
            form.mistakes[f"description-{place}"] = mistake(rules.d21_goods_are_said)
        lines.append(
            GoodsLine(
                description=description or goods or "",
                goods=goods,
                hs_code=form.hs_code(f"hs-{place}"),
                gross_kg=form.whole(f"gross_kg-{place}", HEAVIEST_KG),
                pieces=form.whole(f"pieces-{place}", MOST_PIECES),
                value=value,
                currency=None if value is None else form.choice(f"currency-{place}", CURRENCIES),
            )
        )
    return tuple(lines)


def read_papers(form: Reader) -> list[Paper]:
    """Read the papers that are typed by number."""
    numbers = [(kind, form.text(kind)) for kind in PAPERS]
    return [Paper(kind=kind, number=number) for kind, number in numbers if number]


def _vehicle_papers(form: Reader, plate: str | None) -> list[Paper]:
    """Read what the vehicle pulls and carries."""
    trailer = form.plate("trailer", as_typed="trailer_as_typed")
    if trailer and plate and read_plate(trailer).normal == read_plate(plate).normal is not None:
        form.mistakes["trailer"] = mistake(rules.d25_vehicle_is_not_its_trailer)
    found = (("trailer", trailer), ("container", form.container("container")))
    return [Paper(kind=kind, number=number) for kind, number in found if number]


def _consignment(form: Reader, asks: Asks) -> str | None:
    number = form.text("consignment")
    if number is not None and number not in asks.consignments:
        form.mistakes["consignment"] = mistake(rules.d24_consignment_is_ours, value=number[:40])
    return number
