"""Trips in words: state, gate, and one sentence of who is awaited."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.declare.trips.own import Trip
from cuakhau.operations.declare.trips.states import State
from cuakhau.operations.declaring.arrival import may_change_all
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

KINDS: dict[State, str] = {
    "on_the_road": "info",
    "at_the_gate": "warn",
    "in_yard": "warn",
    "cleared": "good",
    "turned_back": "bad",
    "merged": "",
}


def name_state(state: State) -> str:
    """Name a state."""
    names: dict[State, str] = {
        "on_the_road": _("on the road"),
        "at_the_gate": _("at the gate"),
        "in_yard": _("in the yard"),
        "cleared": _("cleared"),
        "turned_back": _("turned back"),
        "merged": _("joined to another trip"),
    }
    return names[state]


def build_rows(
    zone: Zone, trips: list[Trip], plates: Mapping[str, str], *, now_us: int, language: Language
) -> list[dict[str, Any]]:
    """Give the rows of a list of trips; `plates` are by their references."""

    def row(trip: Trip) -> dict[str, Any]:
        said = trip.said
        return {
            "number": said.number,
            "plate": plates.get(said.vehicle or "", "") if said.vehicle else "",
            "has_plate": said.vehicle is not None,
            "state": name_state(trip.state),
            "kind": KINDS[trip.state],
            "procedure": zone.name_of(said.procedure, language),
            "bound": zone.name_of(said.place, language),
            "goods": zone.name_of(said.goods, language) if said.goods else _("unknown"),
            "expected": _say_time(zone, said.expected_at),
            "owner": said.owner,
            "by": said.by,
            "consignment": said.consignment or "",
            "why": say_why(zone, find_why(zone, trip.visit), now_us, language),
            "may_change": may_change_all(zone, trip.visit),
            "is_open": trip.state in ("on_the_road", "at_the_gate", "in_yard"),
        }

    return [row(trip) for trip in trips]


def _say_time(zone: Zone, at: Any) -> str:
    if at is None:
        return _("unknown")
    return f"{local_time(zone, int(at.timestamp() * 1_000_000)):%H:%M %d/%m}"
