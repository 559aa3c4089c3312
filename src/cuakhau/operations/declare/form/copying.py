"""Earlier trips of a firm: remembered vehicles and goods, and a form filled in from a trip."""

from collections.abc import Iterable, Mapping
from typing import Any

from cuakhau.operations import people
from cuakhau.operations.models import Declaration
from cuakhau.operations.personal.shown import Word

MOST_TRIPS = 60
MOST_SHOWN = 8
OF_VEHICLE = ("trailer", "container")
# What is filled in when a vehicle is chosen. Its container is another one each time.
VEHICLE = ("plate", "vehicle_class", "trailer", "driver", "phone")


def list_last_trips(zone_name: str, owner: str) -> list[Declaration]:
    """List the last trips of a firm, one for each vehicle, the newest first."""
    latest: dict[str, Declaration] = {}
    for trip in _list_recent(zone_name, owner):
        if trip.vehicle:
            latest.setdefault(trip.vehicle, trip)
    return list(latest.values())


def list_goods(zone_name: str, owner: str) -> list[dict[str, Any]]:
    """List the goods that a firm declared last, each once, the newest first."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for trip in _list_recent(zone_name, owner):
        for line in trip.goods_lines:
            found.setdefault((line["description"].casefold(), line.get("hs_code") or ""), line)
    return list(found.values())


def find_trip_of(zone_name: str, owner: str, plate: str) -> Declaration | None:
    """Find the last trip of a firm with this plate, however it is typed."""
    vehicle = people.find_plate(zone_name, plate)
    if vehicle is None:
        return None
    trips = Declaration.objects.filter(zone=zone_name, owner=owner, vehicle=vehicle)
    return trips.order_by("-number", "-revision").first()


def list_words(trip: Declaration, agencies: frozenset[str]) -> list[Word]:
    """List the personal words of a trip; `agencies` are those that it has to do with."""
    refs = {"plate": trip.vehicle, "driver": trip.driver, "phone": trip.phone}
    words = [Word(ref, kind, agencies, trip.owner) for kind, ref in refs.items() if ref]
    numbers = [paper["number"] for paper in trip.papers]
    return words + [Word(number, "paper", agencies, trip.owner) for number in numbers]


def fill_vehicle(trip: Declaration, words: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of the vehicle of a trip."""
    filled = fill_in(trip, words)
    return {name: filled.get(name, "") for name in VEHICLE}


def fill_in(trip: Declaration, words: Mapping[str, str]) -> dict[str, str]:
    """Give the form of the same trip again, without what is new each time.

    The numbers of customs papers and the expected time are of one trip; trailer and container
    numbers stay, since most come again.
    """
    filled: dict[str, Any] = {
        "procedure": trip.procedure,
        "place": trip.place,
        "vehicle_class": trip.vehicle_class,
        "payer": trip.payer,
        "fee_use": trip.fee_use,
        "plate": words.get(trip.vehicle or ""),
        "driver": words.get(trip.driver or ""),
        "phone": words.get(trip.phone or ""),
        **fill_lines(trip.goods_lines),
    }
    for paper in trip.papers:
        if paper["kind"] in OF_VEHICLE:
            filled[paper["kind"]] = words.get(paper["number"])
    return {name: str(value) for name, value in filled.items() if value is not None}


def fill_in_all(trip: Declaration, words: Mapping[str, str], time_zone: Any) -> dict[str, str]:
    """Give the form as it was declared, to change something in it."""
    filled = fill_in(trip, words)
    if trip.expected_at is not None:
        filled["expected_at"] = f"{trip.expected_at.astimezone(time_zone):%Y-%m-%dT%H:%M}"
    if trip.consignment is not None:
        filled["consignment"] = trip.consignment
    filled |= {paper["kind"]: words.get(paper["number"], "") for paper in trip.papers}
    # A plate that no country has was taken once; nobody has to say again that it is so.
    return filled | {"plate_as_typed": "1", "trailer_as_typed": "1"}


def fill_lines(lines: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the fields of goods lines."""
    filled: dict[str, Any] = {}
    for place, line in enumerate(lines, start=1):
        filled |= {
            f"description-{place}": line.get("description"),
            f"goods-{place}": line.get("goods"),
            f"hs-{place}": line.get("hs_code"),
            f"gross_kg-{place}": line.get("gross_kg"),
            f"pieces-{place}": line.get("pieces"),
            f"value-{place}": line.get("value"),
            f"currency-{place}": line.get("currency"),
        }
    return filled


def _list_recent(zone_name: str, owner: str) -> list[Declaration]:
    trips = Declaration.objects.filter(zone=zone_name, owner=owner)
    return list(trips.order_by("-number", "-revision")[:MOST_TRIPS])
