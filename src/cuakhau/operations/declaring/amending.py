"""What a new revision takes over from the one before it, and what it may not change."""

from datetime import datetime

from msgspec.structs import replace

from cuakhau.journal import personal, read
from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations.declaring import Declaring
from cuakhau.operations.declaring.arrival import check_open, check_same, may_change_all
from cuakhau.operations.models import Declaration
from cuakhau.zone.zone import Zone


def take_over(
    zone: Zone, before: Declaration, said: Declaring, *, by: str, at: datetime
) -> Declaring:
    """Give the new revision as it is to be kept.

    Plate, driver, phone and consignment that are left out are taken over, as in the log. Once the
    vehicle is here, what differs of them is refused: D1 to D3; D4 where the trip is over.
    """
    visit = read.get_visit(zone.name, before.number)
    check_open(zone, visit)
    kept = _reveal(zone, before, by=by, at=at)
    taken = replace(
        said,
        plate=_same_plate(said.plate, kept.get("plate")),
        driver=said.driver or kept.get("driver"),
        phone=said.phone or kept.get("phone"),
        consignment=said.consignment or before.consignment,
    )
    if may_change_all(zone, visit):
        return taken
    check_same(zone, visit, replace(said, place=before.place, **kept), taken)
    return taken


def _reveal(zone: Zone, before: Declaration, *, by: str, at: datetime) -> dict[str, str | None]:
    refs = {"plate": before.vehicle, "driver": before.driver, "phone": before.phone}
    wanted = [ref for ref in refs.values() if ref]
    why = f"amendment of {before.number}"
    words = personal.reveal_many(zone.name, wanted, by=by, at=at, why=why)
    return {kind: words.get(ref or "") for kind, ref in refs.items()}


def _same_plate(said: str | None, kept: str | None) -> str | None:
    """Give the plate as it was typed first where it is the same, however it is typed now."""
    if said is None or kept is None:
        return said or kept
    return kept if (read_plate(said).normal or said) == (read_plate(kept).normal or kept) else said
