"""Which lines a page asks for."""

from dataclasses import dataclass
from datetime import date

from cuakhau.turnover.reading.known import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Lines of one scope, from `since` to `until` (both in), as seen; empty words take all."""

    seen: Seen
    scope: str
    since: date
    until: date
    direction: str = "both"
    gate: str = ""
    hs: str = ""
    partner: str = ""
