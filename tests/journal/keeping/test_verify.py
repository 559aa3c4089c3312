"""What was changed behind our back is found."""

import pytest

from cuakhau.journal import roots, verify
from cuakhau.journal.store.whole import list_subjects, snapshot
from journal.keeping.tamper import tamper
from journal.movements import append, confirmed, declared, journey, minute


def faults_of(zone):
    return [(fault.seq, fault.what) for fault in verify.verify(zone.name).faults]


@pytest.fixture
def written(zone):
    for row in journey(zone, "v1"):
        append(zone, row)
    return zone


def test_an_untouched_log_is_sound(written):
    report = verify.verify(written.name)
    assert (report.is_sound, report.subjects, report.rows) == (True, 1, 12)


def test_a_changed_row_is_found(server, written):
    tamper(
        server,
        "UPDATE journal_event SET agency = 'nobody' WHERE zone = %s AND seq = 5",
        written.name,
    )
    assert faults_of(written) == [(5, "the row is not what was hashed")]


def test_a_removed_row_is_found(server, written):
    tamper(server, "DELETE FROM journal_event WHERE zone = %s AND seq = 5", written.name)
    assert (6, "row 5 is missing") in faults_of(written)


def test_a_removed_last_row_is_found(server, written):
    tamper(server, "DELETE FROM journal_event WHERE zone = %s AND seq = 12", written.name)
    assert faults_of(written) == [(11, "the projection does not end with the last row")]


def test_a_changed_hash_breaks_the_chain_after_it(server, written):
    tamper(
        server,
        "UPDATE journal_event SET hash = sha256('') WHERE zone = %s AND seq = 5",
        written.name,
    )
    assert [seq for seq, _ in faults_of(written)] == [5, 6]


def test_roots_hold_and_follow_each_other(written):
    first = roots.publish(written.name, day=minute(0).date(), at=minute(720))
    append(written, declared(written, "v2"))
    second = roots.publish(written.name, day=minute(1440).date(), at=minute(2160))
    assert (first.rows, second.rows) == (12, 1)
    assert second.prev_root == first.root
    assert verify.verify(written.name).roots == 2


def test_a_published_root_finds_a_whole_subject_that_was_removed(server, zone):
    append(zone, declared(zone, "v1"))
    roots.publish(zone.name, day=minute(0).date(), at=minute(720))
    tamper(server, "DELETE FROM journal_event WHERE zone = %s", zone.name)
    tamper(server, "DELETE FROM journal_subject WHERE zone = %s", zone.name)
    [(_, what)] = faults_of(zone)
    assert "root published for 2024-08-22" in what


def test_a_day_gets_one_root(written):
    roots.publish(written.name, day=minute(0).date(), at=minute(720))
    with pytest.raises(roots.AlreadyPublished):
        roots.publish(written.name, day=minute(0).date(), at=minute(730))


def test_numbers_that_a_device_left_out_are_shown(zone):
    append(zone, declared(zone, "v1"))
    for number in (1, 2, 5):
        append(
            zone,
            confirmed(zone, "v1", "permit", "transport_station", device="d", device_seq=number),
        )
    assert verify.list_gaps(zone.name) == [verify.Gap(zone.name, "d", after=2, before=5)]
    assert verify.verify(zone.name).is_sound


def test_what_is_written_meanwhile_is_not_seen(written):
    with snapshot() as still:
        before = sum(len(rows) for rows in list_subjects(still, written.name))
        append(written, declared(written, "v2"))
        assert sum(len(rows) for rows in list_subjects(still, written.name)) == before == 12
