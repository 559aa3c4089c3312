"""After a restore from a dump, transaction numbers go on above those of the log."""

from cuakhau.journal import read, verify
from cuakhau.journal.store import epoch
from journal.keeping.tamper import tamper
from journal.movements import append, declared


def test_a_restored_log_is_told_settled_and_read_on(server, zone):
    append(zone, declared(zone, "old"))
    tamper(server, "UPDATE journal_event SET xid = xid + 1000000 WHERE zone = %s", zone.name)
    assert read.rows_after(zone.name, read.START, 10)[0] == []
    assert any("restore" in fault.what for fault in verify.verify(zone.name).faults)
    assert epoch.settle() > 1_000_000
    append(zone, declared(zone, "new"))
    rows, _ = read.rows_after(zone.name, read.START, 10)
    assert [placed.event.subject for placed in rows] == ["old", "new"]
    assert verify.verify(zone.name).is_sound


def test_a_settled_database_is_left_alone(zone):
    append(zone, declared(zone, "v1"))
    assert epoch.settle() == 0
