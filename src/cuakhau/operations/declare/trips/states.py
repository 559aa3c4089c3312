"""How a trip stands, in one word. Pure."""

from typing import Literal

from cuakhau.movement.view import View, find_procedure, view
from cuakhau.movement.visit import Visit
from cuakhau.operations.declaring.arrival import has_arrived
from cuakhau.zone.types import Yard
from cuakhau.zone.zone import Zone

State = Literal["on_the_road", "at_the_gate", "in_yard", "cleared", "turned_back", "merged"]
# A desk may confirm without saying in which yard. A zone without these milestones says it by place.
IN_YARD, OUT_OF_YARD = "in_yard", "out_of_yard"
STATES: tuple[State, ...] = (
    "on_the_road",
    "at_the_gate",
    "in_yard",
    "cleared",
    "turned_back",
    "merged",
)

ENDED: tuple[State, ...] = ("cleared", "turned_back", "merged")


def find_state(zone: Zone, visit: Visit) -> State:
    """Tell how a trip stands. Cleared is where its procedure says that it counts as cleared."""
    seen = view(zone, visit)
    compiled = find_procedure(zone, visit.standing)
    if seen.merged_into is not None:
        return "merged"
    if seen.turned_back_us is not None:
        return "turned_back"
    if compiled is not None and compiled.procedure.clears_at in seen.milestones:
        return "cleared"
    if not has_arrived(zone, visit):
        return "on_the_road"
    return "in_yard" if _is_in_yard(zone, seen) else "at_the_gate"


def _is_in_yard(zone: Zone, seen: View) -> bool:
    if isinstance(zone.places.get(seen.place or ""), Yard):
        return True
    return IN_YARD in seen.milestones and OUT_OF_YARD not in seen.milestones
