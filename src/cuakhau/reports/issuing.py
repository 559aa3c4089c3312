"""Counts a bulletin from the journal, issues it once, and finds it again as it was issued."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pyarrow.compute as pc
from django.db import IntegrityError, transaction

from cuakhau.journal import read
from cuakhau.journal.read import Cursor
from cuakhau.movement.event import Event
from cuakhau.reports.building import build_bulletin
from cuakhau.reports.bulletin import Bulletin, Change
from cuakhau.reports.changes import list_changes, read_known
from cuakhau.reports.content import build_content, digest_of
from cuakhau.reports.models import IssuedBulletin
from cuakhau.reports.reading import Counted, read_since
from cuakhau.reports.refusals import (
    b1_issued_once,
    b2_day_is_over,
    b3_days_in_order,
    b4_log_has_the_day,
    not_issued,
)
from cuakhau.reports.render import render_text
from cuakhau.web.figures import keep_figures
from cuakhau.zone.bulletin.day import bulletin_day, window_of
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

PAGE_ROWS = 5_000


def find_issued(zone_name: str, day: date) -> IssuedBulletin | None:
    """Find the bulletin of a day as it was issued."""
    return IssuedBulletin.objects.filter(zone=zone_name, day=day).first()


def count_bulletin(counted: Counted, day: date) -> Bulletin:
    """Build the bulletin of a day, with what changed on bulletins issued before. Raises B4."""
    zone = counted.data.zone
    window = window_of(zone, day)
    if not len(counted.data.log.happened_between(window.since_us, window.until_us)):
        raise not_issued(b4_log_has_the_day, zone=zone.name, day=day)
    return build_bulletin(counted.data, day, changes=changes_before(counted, day))


def changes_before(counted: Counted, day: date) -> tuple[Change, ...]:
    """List what changed on the issued bulletins of the days before `day`."""
    zone_name = counted.data.zone.name
    earlier = list(IssuedBulletin.objects.filter(zone=zone_name, day__lt=day).order_by("day"))
    if not earlier:
        return ()
    last = max(earlier, key=lambda one: (one.xid, one.position))
    first_day = _first_day_touched(counted, Cursor(last.xid, last.position))
    if first_day is None:
        return ()
    known = read_known(one.content for one in earlier)
    touched = {key: said for key, said in known.items() if key[0] >= first_day}
    data = counted.data
    if first_day < day:
        data = read_since(data.zone, first_day, data.printed, up_to=counted.cursor).data
    return tuple(list_changes(data, touched))


def issue(counted: Counted, day: date, *, by: str, at: datetime, nonce: str) -> IssuedBulletin:
    """Issue the bulletin of a day: freeze it with its figures and its texts.

    The same nonce gives the first answer again. Raises `NotIssued` B1 to B4. `at` is the time in
    the zone, which for a demo zone is that of the replay.
    """
    zone = counted.data.zone
    repeated = IssuedBulletin.objects.filter(zone=zone.name, nonce=nonce).first()
    if repeated is not None:
        return repeated
    _check(zone, day, at)
    bulletin = count_bulletin(counted, day)
    content = build_content(bulletin, zone)
    frozen = IssuedBulletin(
        zone=zone.name,
        day=day,
        xid=counted.cursor.xid,
        position=counted.cursor.position,
        zone_version=zone.version,
        content=content,
        texts={language: render_text(bulletin, zone, language) for language in LANGUAGES},
        digest=digest_of(content),
        issued_us=int(at.timestamp() * 1_000_000),
        issued_by=by,
        nonce=nonce,
    )
    try:
        with transaction.atomic():
            keep_figures(bulletin.figures(), by=by, at=at)
            frozen.save(force_insert=True)
    except IntegrityError:  # somebody issued it while this one was being counted
        raise not_issued(b1_issued_once, day=day) from None
    return frozen


def _check(zone: Zone, day: date, at: datetime) -> None:
    if find_issued(zone.name, day) is not None:
        raise not_issued(b1_issued_once, day=day)
    until = datetime.fromtimestamp(window_of(zone, day).until_us // 1_000_000, UTC)
    if at < until:
        here = ZoneInfo(zone.time_zone)
        facts = {"until": until.astimezone(here), "now": at.astimezone(here)}
        told = {name: f"{time:%Y-%m-%d %H:%M}" for name, time in facts.items()}
        raise not_issued(b2_day_is_over, day=day, **told)
    later = IssuedBulletin.objects.filter(zone=zone.name, day__gt=day).order_by("day").first()
    if later is not None:
        raise not_issued(b3_days_in_order, day=day, later=later.day)


def _first_day_touched(counted: Counted, since: Cursor) -> date | None:
    """Find the first bulletin day that rows after a cursor can have changed."""
    zone = counted.data.zone
    news = list(_rows_after(zone.name, since, counted.cursor))
    if not news:
        return None
    # A vehicle waits on every day from its first row on; a corrected count may have moved.
    whole = {one.subject for one in news if one.subject_kind == "visit" or one.corrects}
    rows = read.log(zone.name, subjects=whole, up_to=counted.cursor).table
    oldest = [pc.min(rows["happened_us"]).as_py()] if rows.num_rows else []
    return bulletin_day(zone, min([*oldest, *(one.happened_us for one in news)]))


def _rows_after(zone_name: str, cursor: Cursor, until: Cursor) -> Iterator[Event]:
    while True:
        placed, cursor = read.rows_after(zone_name, cursor, PAGE_ROWS)
        yield from (row.event for row in placed)
        if len(placed) < PAGE_ROWS or cursor >= until:
            return
