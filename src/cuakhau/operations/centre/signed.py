"""Who does an act of the centre, for which agency, when, under which nonce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """The Board acts without an agency where the zone knows none of its name."""

    by: str
    agency: str | None
    at: datetime
    nonce: str
