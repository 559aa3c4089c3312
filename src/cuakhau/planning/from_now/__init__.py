"""A run that starts from the live zone: who is there, where, for how long; what is open now.

    now = network_now(zone, twin, log, at_us, hours=12)
    replicate(now.network, seeds=…)

`zone` and `twin` may be what a scenario made of them: "what if the other side closes at 15:00".
"""

from cuakhau.planning.from_now.now import Now, network_now, present_of
from cuakhau.planning.from_now.standing import Standing, Unplaced, tell

__all__ = ["Now", "Standing", "Unplaced", "network_now", "present_of", "tell"]
