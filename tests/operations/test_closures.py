"""What stops a trip: read from the journal as declaring reads it."""

from datetime import timedelta

from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.operations import actions
from cuakhau.operations.closures import find_stop
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.times import micros
from desk import NOON


def say(zone, kind, place="north_gate", at=NOON, **more):
    event = Event(
        zone=zone.name, subject_kind="place", subject=subject_of(place, at.date()), kind=kind,
        happened_us=micros(at), happened_offset_min=0, agency="dispatcher", **more,
    )  # fmt: skip
    actions.record(zone, event, NO_WORDS, by="t", at=at, nonce=f"{kind}-{place}-{at}")


def stop(zone, at=NOON, goods="fruit", place="main_road"):
    return find_stop(zone, place, direction="export", goods=goods, at_us=micros(at))


def test_nothing_stops_an_open_gate(zone):
    assert stop(zone) is None


def test_closing_hours_are_no_stop(zone):
    assert stop(zone, at=NOON + timedelta(hours=11)) is None


def test_a_notice_names_its_document_on_the_days_that_it_covers(zone):
    since, until = NOON + timedelta(days=4), NOON + timedelta(days=14)
    payload = {"document": "12/TB", "from_us": micros(since), "until_us": micros(until)}
    say(zone, "closed", goods="fruit", payload={**payload, "reason": "stock"}, other="notice:1")
    assert stop(zone) is None
    found = stop(zone, at=since + timedelta(days=1))
    assert (found.document, found.place, found.reason) == ("12/TB", "north_gate", "stock")
    assert stop(zone, at=since + timedelta(days=1), goods="ore") is None
    assert stop(zone, at=until) is None


def test_what_was_closed_half_a_year_ago_is_closed_still(zone):
    say(zone, "closed", step="cn", at=NOON - timedelta(days=180))
    assert stop(zone).side == "cn"


def test_a_row_of_the_zone_stops_too(zone):
    tet = NOON.replace(year=2025, month=1, day=29)
    assert stop(zone, at=tet).reason == "Tết"
