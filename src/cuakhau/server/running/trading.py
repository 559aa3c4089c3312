"""What the beat takes in as facts of trade: what was published, what went through on past days."""

from datetime import date, datetime, timedelta

from cuakhau.journal import versions
from cuakhau.movement.times import local_day
from cuakhau.operations.declaring.carried import list_carried
from cuakhau.operations.times import micros
from cuakhau.trade.own import facts_of_lines
from cuakhau.turnover.store.models import OWN_VISITS
from cuakhau.turnover.store.sent import Signed
from cuakhau.turnover.store.take import take_facts, take_published
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.history import history_of
from cuakhau.zone.zone import Zone

BY_ITSELF = "beat"
# What is written late about a day is looked for again this many days.
LATE_DAYS = 3
_done: set[tuple[str, str, date]] = set()  # of this process: a day is looked at once


def take_due(zone: Zone, at: datetime) -> int:
    """Take in what is due; give how many facts or revisions that were.

    A demo zone carries what is made up for it; its published history is that of the real zone.
    """
    at_us = micros(at)
    today = bulletin_day(zone, at_us)
    key = (zone.name, zone.version, today)
    if key in _done:
        return 0
    taken = _take_published(zone, at)
    for back in range(1, LATE_DAYS + 1):
        day = today - timedelta(days=back)
        facts = facts_of_lines(list_carried(zone, day), day_ends=zone.day_ends)
        nonce = f"own-visits-{day}-{local_day(zone, at_us)}"
        made = take_facts(zone, OWN_VISITS, facts, Signed(by=BY_ITSELF, at=at, nonce=nonce))
        taken += made.new + made.revised if made else 0
    _done.add(key)
    return taken


def _take_published(zone: Zone, at: datetime) -> int:
    files = versions.find_files(zone)
    if not files:
        return 0
    nonce = f"published-{zone.version[:16]}"
    history = history_of(zone.name, files)
    made = take_published(zone, history, Signed(by=BY_ITSELF, at=at, nonce=nonce))
    return made.new + made.revised if made else 0
