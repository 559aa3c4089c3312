"""One line for all vehicles of a consignment: 12 cleared, 5 in the yard, 3 on the road. Pure."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cuakhau.operations.declare.trips.states import STATES, State

ORDER: tuple[State, ...] = (
    "cleared",
    "in_yard",
    "at_the_gate",
    "on_the_road",
    "turned_back",
    "merged",
)


def count_states(states: Iterable[State]) -> dict[State, int]:
    """Count the vehicles in each state."""
    found = Counter(states)
    return {state: found[state] for state in STATES}


def say_status(counts: dict[State, int], planned: int | None) -> str:
    """Say how all vehicles stand; those that were planned and not declared come last."""
    words: dict[State, str] = {
        "cleared": _("{count} cleared"),
        "in_yard": _("{count} in the yard"),
        "at_the_gate": _("{count} at the gate"),
        "on_the_road": _("{count} on the road"),
        "turned_back": _("{count} turned back"),
        "merged": _("{count} joined to another trip"),
    }
    told = [words[state].format(count=counts[state]) for state in ORDER if counts[state]]
    missing = (planned or 0) - sum(counts.values())
    if missing > 0:
        to_come = ngettext("{count} not declared yet", "{count} not declared yet", missing)
        told.append(to_come.format(count=missing))
    return _(", ").join(told) or _("no vehicle declared yet")
