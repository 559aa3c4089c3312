"""Slows down whoever guesses keys: ten wrong ones in a minute from one address, then a pause.

Counts are kept in this process alone. With several processes a guesser gets as many times ten,
which against 256 random bits changes nothing; what it guards is the database and the log.
"""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from cuakhau.accounts.refusals import a4_few_failed_tries, refuse

MOST_FAILED = 10
WINDOW = timedelta(minutes=1)
MOST_ADDRESSES = 10_000

_failed: OrderedDict[str, deque[datetime]] = OrderedDict()
_turn = threading.Lock()


def check_tries(address: str, *, at: datetime) -> None:
    """Raise A4 while an address has used up its wrong tries."""
    with _turn:
        tries = _failed.get(address)
        if tries is None:
            return
        while tries and at - tries[0] > WINDOW:
            tries.popleft()
        if len(tries) >= MOST_FAILED:
            wait_s = int((tries[0] + WINDOW - at).total_seconds()) + 1
            raise refuse(a4_few_failed_tries, wait_s=wait_s)


def count_failed(address: str, *, at: datetime) -> None:
    """Count a wrong try of an address."""
    with _turn:
        tries = _failed.setdefault(address, deque(maxlen=MOST_FAILED))
        tries.append(at)
        _failed.move_to_end(address)
        while len(_failed) > MOST_ADDRESSES:
            _failed.popitem(last=False)


def forget_all() -> None:
    """Begin anew; for tests."""
    with _turn:
        _failed.clear()
