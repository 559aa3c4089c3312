"""One event, one row; a repeated request, one row; a refused one, none."""

from dataclasses import replace
from datetime import date

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from cuakhau.journal import read, versions
from cuakhau.journal.store import heads, projection
from cuakhau.movement.broken import RuleBroken
from cuakhau.movement.event import GENESIS, canonical_bytes, chain
from cuakhau.movement.place import subject_of
from journal.movements import append, confirmed, declared, event, journey, minute


def flags_of(zone, row, **how):
    return append(zone, row, **how).flags


def test_rows_are_numbered_and_chained(zone):
    answers = [append(zone, row) for row in journey(zone, "v1")]
    assert [answer.seq for answer in answers] == list(range(1, 13))
    prev_hash = GENESIS
    for placed, answer in zip(read.list_rows(zone.name, "v1"), answers, strict=True):
        canonical = canonical_bytes(placed.event, event_id=placed.event_id, nonce=placed.nonce)
        prev_hash = chain(prev_hash, canonical)
        assert prev_hash == placed.hash == answer.hash


def test_the_same_request_gets_the_first_answer(zone):
    first = append(zone, declared(zone, "v1"), nonce="a")
    again = append(zone, declared(zone, "v1"), nonce="a", at=minute(60))
    assert again.repeated
    assert (again.seq, again.hash, again.flags) == (first.seq, first.hash, first.flags)


def test_the_server_gives_number_time_flags_and_version(zone):
    sent = {"seq": 7, "recorded_us": 5, "flags": ("M1",), "zone_version": "x", "by": "y"}
    append(zone, declared(zone, "v1", **sent), at=minute(9))
    [row] = read.list_events(zone.name, "v1")
    assert (row.seq, row.flags, row.zone_version, row.by) == (1, (), zone.version, "officer-1")
    assert (row.recorded_us, row.recorded_offset_min) == (minute(9).timestamp() * 1e6, 420)


def test_a_replayed_row_keeps_the_time_it_says_it_was_recorded(zone):
    said = {"origin": "replay", "recorded_us": 1_724_290_000_000_000, "recorded_offset_min": 420}
    append(zone, declared(zone, "v1", **said), at=minute(9000))
    assert read.list_events(zone.name, "v1")[0].recorded_us == 1_724_290_000_000_000


def test_a_row_is_part_of_the_callers_transaction(zone):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(zone, declared(zone, "v1"), nonce="a").seq / 0
    assert read.find_visit(zone.name, "v1") is None
    with transaction.atomic():
        append(zone, declared(zone, "v1"), nonce="a")
        append(zone, confirmed(zone, "v1", "permit", "transport_station"))
        assert append(zone, declared(zone, "v1"), nonce="a").repeated
    assert read.get_visit(zone.name, "v1").seq == 2


def test_a_refusal_inside_a_transaction_leaves_what_else_was_done(zone):
    with transaction.atomic():
        append(zone, declared(zone, "v1"))
        with pytest.raises(RuleBroken):
            append(zone, confirmed(zone, "v2", "permit", "transport_station"))
    assert read.get_visit(zone.name, "v1").seq == 1
    assert read.find_visit(zone.name, "v2") is None


def test_a_late_confirmation_is_kept_and_marked_and_a_late_move_is_refused(zone):
    for row in journey(zone, "v1"):
        append(zone, row)
    late = confirmed(zone, "v1", "plant_check", "plant_quarantine", at=minute(5))
    assert "M32" in flags_of(zone, late, at=minute(90))
    with pytest.raises(RuleBroken):
        append(zone, event(zone, "v1", "moved", place="inner_yard", at=minute(80)))


def test_a_clock_far_ahead_is_kept_and_counted_at_the_time_of_recording(zone):
    append(zone, declared(zone, "v1"))
    ahead = confirmed(zone, "v1", "permit", "transport_station", at=minute(60))
    assert "M30" in flags_of(zone, ahead, at=minute(10))
    entry = read.get_visit(zone.name, "v1").entries[-1]
    assert entry.is_doubtful
    assert entry.at_us == int(minute(10).timestamp() * 1e6)


def test_rules_are_told_what_stands_around(zone):
    append(zone, declared(zone, "v1", other="plate-1"))
    assert "M35" in flags_of(zone, declared(zone, "v2", other="plate-1"))
    linked = event(zone, "v1", "linked", other="nowhere", agency="customs")
    with pytest.raises(RuleBroken, match="M19"):
        append(zone, linked)


def test_a_full_yard_and_a_closed_one_are_marked(zone):
    yards = tuple(replace(y, capacity=1) if y.id == "inner_yard" else y for y in zone.yards)
    small = replace(zone, yards=yards, version="small")
    for visit in ("v1", "v2"):
        append(small, declared(small, visit))
    moved = [event(small, v, "moved", place="inner_yard", at=minute(1)) for v in ("v1", "v2")]
    assert ["M36" in flags_of(small, row) for row in moved] == [False, True]
    subject = subject_of("inner_yard", date(2024, 8, 22))
    append(small, event(small, subject, "closed", subject_kind="place", agency="customs"))
    again = event(small, "v2", "moved", place="inner_yard", at=minute(2))
    assert "M37" in flags_of(small, again)


def test_a_visit_stays_in_the_month_it_opened_in(zone, rows_of):
    append(zone, declared(zone, "v1"))
    append(zone, event(zone, "v1", "amended", goods="ore", at=minute(60 * 24 * 20)))
    months = rows_of("SELECT opened_month FROM journal_event WHERE zone = %s", zone.name)
    assert months == [(date(2024, 8, 1),)] * 2


def test_every_version_of_a_zone_that_wrote_is_kept(zone):
    later = replace(zone, version="later", yards=())
    append(zone, declared(zone, "v1"))
    append(later, declared(later, "v2"))
    assert versions.get_version(zone.name, "later") == later
    kept = {row["version"]: row["events"] for row in versions.list_versions(zone.name)}
    assert kept == {zone.version: 1, "later": 1}


def test_an_older_projection_is_folded_anew_when_it_is_touched(zone, rows_of, monkeypatch):
    append(zone, declared(zone, "v1"))
    monkeypatch.setattr(projection, "PROJECTION_VERSION", 99)
    monkeypatch.setattr(heads, "PROJECTION_VERSION", 99)
    assert read.get_visit(zone.name, "v1").seq == 1
    append(zone, confirmed(zone, "v1", "permit", "transport_station"))
    found = rows_of("SELECT projection_version FROM journal_subject WHERE zone = %s", zone.name)
    assert found == [(99,)]


def test_a_connection_that_was_lost_is_opened_again(zone, server):
    append(zone, declared(zone, "v1"))
    with psycopg.connect(server.url, autocommit=True) as other:
        mine = connection.connection.info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])
    assert append(zone, confirmed(zone, "v1", "permit", "transport_station")).seq == 2


def test_inside_a_transaction_a_lost_connection_is_the_callers_to_mend(zone, server):
    def lose():
        with transaction.atomic():
            append(zone, declared(zone, "v1"))
            with psycopg.connect(server.url, autocommit=True) as other:
                mine = connection.connection.info.backend_pid
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])
            append(zone, declared(zone, "v2"))

    with pytest.raises(OperationalError):
        lose()
    connection.close()
    assert read.find_visit(zone.name, "v1") is None
