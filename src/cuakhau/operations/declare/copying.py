"""Earlier trips of a firm: remembered vehicles, and a form filled in from a trip."""

from collections.abc import Mapping
from typing import Any

from cuakhau.operations.models import Declaration

MOST_TRIPS = 40
MOST_SHOWN = 8


def list_last_trips(zone_name: str, owner: str) -> list[Declaration]:
    """List the last trips of a firm, one for each vehicle, the newest first."""
    trips = Declaration.objects.filter(zone=zone_name, owner=owner).order_by("-number", "-revision")
    latest: dict[str, Declaration] = {}
    for trip in trips[:MOST_TRIPS]:
        if trip.vehicle:
            latest.setdefault(trip.vehicle, trip)
    return list(latest.values())[:MOST_SHOWN]


def list_refs(trip: Declaration) -> list[str]:
    """List the references of the personal words of a trip."""
    papers = [paper["number"] for paper in trip.papers if paper["kind"] in ("trailer", "container")]
    return [ref for ref in (trip.vehicle, trip.driver, trip.phone, *papers) if ref]


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
        "goods-1": trip.goods,
        "plate": words.get(trip.vehicle or ""),
        "driver": words.get(trip.driver or ""),
        "phone": words.get(trip.phone or ""),
    }
    for place, line in enumerate(trip.goods_lines, start=1):
        filled |= {
            f"description-{place}": line.get("description"),
            f"goods-{place}": line.get("goods"),
            f"hs-{place}": line.get("hs_code"),
            f"gross_kg-{place}": line.get("gross_kg"),
            f"pieces-{place}": line.get("pieces"),
        }
    for paper in trip.papers:
        if paper["kind"] in ("trailer", "container"):
            filled[paper["kind"]] = words.get(paper["number"])
    return {name: str(value) for name, value in filled.items() if value is not None}
