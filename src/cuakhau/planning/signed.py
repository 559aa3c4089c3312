"""Who does an act of planning, when, under which nonce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """Who asks, when (time of the zone), under which nonce."""

    by: str
    at: datetime
    nonce: str
