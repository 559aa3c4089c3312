"""The whole clock: whose each minute of a visit was, from its declaration to its last exit.

    clock = attribute(zone, log)
    clock.table                 one row a stretch and cause; `micros` sum to each visit's time
    clock.visits                one row a visit: when it opened and ended, how, of what kind

Decision 0023 states the rule by which concurrent waits are split and what goes before what.
"""

from cuakhau.statistics.clock.attributing import attribute, read_clock
from cuakhau.statistics.clock.causes import CAUSES, Clock

__all__ = ["CAUSES", "Clock", "attribute", "read_clock"]
