"""What a run needs and the twin does not say."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Lacking:
    """Of a stream or post `who`, at a step or place: what is not said, or can never be."""

    who: str
    step: str
    what: Literal["post", "service", "stay", "hours", "open", "row"]
