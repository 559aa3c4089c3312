"""Which day is played, as rows in the order in which they were written."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from cuakhau.movement.event import Event, canonical_bytes
from cuakhau.server import zones
from cuakhau.zone.history import history_of
from cuakhau.zone.zone import Zone

SEED = 1
# A first start begins in the busy morning: before seven the gates are shut and a board is dull.
FIRST_TIME_US = int(10.5 * 3_600_000_000)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows to play, and a digest that tells this plan from another."""

    zone: Zone
    events: tuple[Event, ...]
    digest: str


def run_of(day: date) -> str:
    """Name the replay of a day."""
    return f"replay-{day.isoformat()}-{SEED}"


def build_plan(zone_name: str, day: date) -> Plan:
    """Make up the published day for a demo zone. Raises `NotReplayed`."""
    # Costs a second of start-up, and only the player needs it.
    from cuakhau.simulation.made_up.channels import add_channels
    from cuakhau.simulation.replay import make_day

    zone = zones.served()[zone_name]
    history = history_of(zone.name, zones.files_of_zone(zone_name))
    events = add_channels(zone, make_day(zone, history.counts, day, SEED).events)
    total = sha256()
    for event in events:
        total.update(canonical_bytes(event, event_id="", nonce=""))
    return Plan(zone, events, total.hexdigest()[:16])
