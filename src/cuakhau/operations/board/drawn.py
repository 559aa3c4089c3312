"""The part of a board that changes, drawn once for all who look at the same count.

Two hundred boards ask within a second after an act; what they get differs by language and rights.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

MOST = 32
PACKED_HOW_WELL = 4  # packed once a drawing: the first who looks waits for it


class Drawn(NamedTuple):
    """A part as text, and as bytes packed for browsers that can unpack; all of them can."""

    text: str
    packed: bytes


_drawn: OrderedDict[Hashable, Drawn] = OrderedDict()
_turn = threading.Lock()


def draw_once(about: Hashable, draw: Callable[[], str]) -> Drawn:
    """Give what was drawn about the same things, or draw it; who comes meanwhile waits for it."""
    with _turn:
        if about not in _drawn:
            text = draw()
            packed = gzip.compress(text.encode(), PACKED_HOW_WELL, mtime=0)
            _drawn[about] = Drawn(text, packed)
            if len(_drawn) > MOST:
                _drawn.popitem(last=False)
        return _drawn[about]
