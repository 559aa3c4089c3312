"""A published day made up again, vehicle by vehicle: what was printed holds, the rest is said."""

from cuakhau.simulation.replay.day import ReplayedDay, flow, list_assumptions, make_day, name_run
from cuakhau.simulation.replay.tell import tell
from cuakhau.simulation.replay.work import Assumption, NotReplayed

__all__ = [
    "Assumption",
    "NotReplayed",
    "ReplayedDay",
    "flow",
    "list_assumptions",
    "make_day",
    "name_run",
    "tell",
]
