"""What stops a trip at a gate, for whoever declares, calls or shows."""

from cuakhau.operations.closures.reasons import name_reason as name_reason
from cuakhau.operations.closures.stops import Stop as Stop
from cuakhau.operations.closures.stops import find_stop as find_stop
from cuakhau.operations.closures.stops import months_of as months_of
from cuakhau.operations.closures.stops import read_months as read_months
