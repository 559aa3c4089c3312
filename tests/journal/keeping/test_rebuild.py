"""The projection is the fold of the log, and can be made again from it."""

from dataclasses import replace

import pytest

from cuakhau.journal import read, rebuild
from cuakhau.movement.place import subject_of
from journal.keeping.tamper import tamper
from journal.movements import append, declared, event, journey, minute


def of(zone, rebuilt):
    return [(d.subject, d.columns) for d in rebuilt.differences if d.zone == zone.name]


@pytest.fixture
def written(zone):
    for row in [*journey(zone, "v1"), declared(zone, "v2")]:
        append(zone, row)
    subject = subject_of("main_road", minute(0).date())
    append(zone, event(zone, subject, "closed", subject_kind="place", step="cn", agency="customs"))
    return zone


def test_what_appends_keep_is_what_a_rebuild_gives(written):
    before = read.get_visit(written.name, "v1")
    done = rebuild.rebuild()
    assert of(written, done) == []
    assert done.swapped
    assert read.get_visit(written.name, "v1") == before


def test_appends_go_on_after_a_rebuild(written):
    rebuild.rebuild()
    answer = append(written, event(written, "v2", "amended", goods="ore", at=minute(3)))
    assert answer.seq == 2
    assert of(written, rebuild.compare()) == []


def test_a_projection_that_was_changed_is_told_and_mended(server, written):
    tamper(
        server,
        "UPDATE journal_subject SET goods = 'ore' WHERE zone = %s AND subject = 'v2'",
        written.name,
    )
    assert of(written, rebuild.compare()) == [("v2", ("goods",))]
    assert of(written, rebuild.rebuild()) == [("v2", ("goods",))]
    assert of(written, rebuild.compare()) == []


def test_a_subject_is_folded_under_the_zone_its_last_row_names(zone):
    """The later zone knows no procedure, so to it the visit has no end."""
    later = replace(zone, version="later", procedures=())
    for row in journey(zone, "v3"):
        append(zone, row)
    append(later, event(zone, "v3", "held", agency="customs", at=minute(20)))
    assert of(zone, rebuild.compare()) == []
    assert [seen.subject for seen in read.list_open_visits(later)] == ["v3"]
    assert read.list_open_visits(zone) == []
