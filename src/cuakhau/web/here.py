"""What a view may know of where it runs: the zones served, and the clock.

The server, which stands above, puts it on every request.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from cuakhau.figures import Data
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    from cuakhau.trade.mirror import Beside


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the time of a zone runs against the wall clock, and where it stops."""

    speed: float = 1.0
    until_us: int | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """The zones by name, the time in a zone, and the wall clock that security uses. All UTC.

    `books` gives the sums of the fee books from one day to another, as figures are made from them.
    `beside` gives the vehicles of a day beside what was declared of them and charged for them.
    `answer` answers a question typed into the find box: `said`, pieces of a sentence with the code
    of each figure, or `examples` of what can be asked.
    """

    zones: Mapping[str, Zone]
    now: Callable[[str], datetime]
    wall_now: Callable[[], datetime]
    pace: Callable[[str], Pace]
    books: Callable[[Zone, date, date], Data]
    beside: Callable[[Zone, date], "Beside"]
    answer: Callable[["Request", Zone, str], dict[str, Any]]

    def get_zone(self, name: str) -> Zone:
        """Give a zone that is served here, or answer 404."""
        if name not in self.zones:
            raise Http404(name)
        return self.zones[name]


class Request(HttpRequest):
    """A request as our views receive it."""

    here: Here
