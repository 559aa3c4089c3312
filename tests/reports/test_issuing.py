"""A bulletin is issued once and frozen; what comes later is told in the next one."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from msgspec.structs import replace

from cuakhau.journal.write import append
from cuakhau.reports import issuing
from cuakhau.reports.content import digest_of
from cuakhau.reports.models import IssuedBulletin
from cuakhau.reports.reading import read_data
from cuakhau.reports.refusals import NotIssued
from cuakhau.web.figures import get_figure
from made_logs import row
from reports.days import DAY, NIGHT

AGENCY = {"border_guard_in": "border_guard", "exit_border_guard": "border_guard"}
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def desk(zone):
    """Writes single rows of a visit as a desk would."""

    def write(subject, kind, hours, **facts):
        facts.setdefault("recorded_us", 0)
        event = row(subject, 0, kind, hours, **facts)
        event = replace(event, zone=zone.name, origin="desk", recorded_us=0)
        at = NIGHT - timedelta(hours=25) + timedelta(hours=hours)
        nonce = f"{subject}-{kind}-{facts.get('step')}-{hours}"
        return append(zone, event, nonce=nonce, by="test", at=at)

    def pass_through(subject, *, arrives=3, leaves=None):
        declared = {"procedure": "export", "goods": "fruit", "place": "main_road"}
        write(subject, "declared", arrives - 2, **declared)
        steps = {"border_guard_in": arrives, "customs_in": arrives}
        if leaves is not None:
            steps |= {"exit_border_guard": leaves, "exit_customs": leaves}
        for step, at in steps.items():
            write(subject, "confirmed", at, step=step, agency=AGENCY.get(step, "customs"))

    write.through = pass_through
    return write


def issue(zone, day=DAY, *, nonce="n1", at=None):
    counted = read_data(zone)
    at = at or NIGHT + (day - DAY)
    return issuing.issue(counted, day, by="test", at=at, nonce=nonce)


def test_it_is_frozen_with_its_figures(zone, desk):
    desk.through("a", leaves=8)
    issued = issue(zone)
    whole = issued.content["whole"]["cells"]["cleared"]["export_fruit"]
    assert whole["value"] == 1
    assert get_figure(whole["code"].lower()).value == 1
    assert bytes(IssuedBulletin.objects.get(pk=issued.pk).digest) == digest_of(issued.content)
    assert set(issued.texts) == {"vi", "en", "zh"}


def test_the_same_nonce_gives_the_first_answer_and_another_is_refused(zone, desk):
    desk.through("a", leaves=8)
    assert issue(zone).pk == issue(zone).pk
    with pytest.raises(NotIssued) as refused:
        issue(zone, nonce="n2")
    assert refused.value.rule == "B1"


def test_a_day_that_is_not_over_or_has_no_rows_is_refused(zone, desk):
    desk.through("a", leaves=8)
    with pytest.raises(NotIssued) as early:
        issue(zone, at=NIGHT - timedelta(hours=2))
    with pytest.raises(NotIssued) as empty:
        issue(zone, date(2024, 9, 1))
    assert (early.value.rule, empty.value.rule) == ("B2", "B4")


def test_days_are_issued_in_their_order(zone, desk):
    desk.through("a", leaves=8)
    desk.through("b", arrives=27)
    issue(zone, NEXT)
    with pytest.raises(NotIssued) as refused:
        issue(zone, nonce="n2")
    assert refused.value.rule == "B3"


@pytest.mark.parametrize(
    "change",
    ["UPDATE reports_issuedbulletin SET issued_by = 'x'", "DELETE FROM reports_issuedbulletin",
     "TRUNCATE reports_issuedbulletin", "UPDATE web_figurerow SET value = '1'",
     "DELETE FROM web_figurerow"],
)  # fmt: skip
def test_the_database_itself_refuses_a_change(zone, desk, change):
    desk.through("a", leaves=8)
    issue(zone)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_late_exit_appears_once_in_the_next_bulletin_and_never_in_the_old_one(zone, desk):
    desk.through("a", leaves=8)
    desk.through("b")
    first = issue(zone)
    desk.through("c", arrives=27)
    for step in ("exit_border_guard", "exit_customs"):  # happened yesterday, written today
        agency = AGENCY.get(step, "customs")
        desk("b", "confirmed", 20, step=step, agency=agency)
    second = issue(zone, NEXT, nonce="n2")
    told = {
        (one["line"], one["measure"], one["heading"]): (one["change"]["value"], one["now"]["value"])
        for one in second.content["changes"]
    }
    assert told["north_gate", "cleared", "export_fruit"] == (1, 2)
    assert told["*", "waiting", "export_fruit"] == (-1, 0)
    assert {one["day"] for one in second.content["changes"]} == {DAY.isoformat()}
    assert all(change for change, _ in told.values())  # what stayed is not told
    assert IssuedBulletin.objects.get(pk=first.pk).content == first.content
    assert "HIỆU CHỈNH CHO CÁC BẢN TIN TRƯỚC" in second.texts["vi"]
    desk.through("d", arrives=51)
    third = issue(zone, NEXT + timedelta(days=1), nonce="n3")
    assert third.content["changes"] == []


def test_a_figure_of_a_change_resolves_and_names_what_was_issued(zone, desk):
    desk.through("a", leaves=8)
    first = issue(zone)
    desk.through("b", arrives=27)
    desk.through("c", arrives=5, leaves=9)
    second = issue(zone, NEXT, nonce="n2")
    change = next(one for one in second.content["changes"] if one["heading"] == "export_fruit")
    issued = first.content["whole"]["cells"]["cleared"]["export_fruit"]["code"]
    codes = {one["issued_code"] for one in second.content["changes"]}
    assert issued in codes
    assert get_figure(change["change"]["code"]).definition == "bulletin.late"
