"""What surrounds the vehicles of a demo day is written by the acts themselves, each scene once."""

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from cuakhau.accounts.models import Mandate
from cuakhau.journal.batch import append_batch
from cuakhau.operations.centre.models import HotlineCall, HoursRequest, Incident, Notice
from cuakhau.operations.complaints.models import Complaint
from cuakhau.operations.declare.models import Consignment, Draft
from cuakhau.operations.models import Message, MessageTry
from cuakhau.operations.orders.models import RoadOrder
from cuakhau.operations.payments.models import Closing, Line, Receipt, StatementRow
from cuakhau.operations.replayed import keep_declarations
from cuakhau.operations.scenes.playing import SCENES, open_programme
from cuakhau.operations.shifts.models import BookEntry, Duty, Handover, Post
from cuakhau.operations.sources.models import IntakeRow
from cuakhau.operations.times import micros
from desk import NOON

DAY = date(2024, 8, 22)
MORNING = datetime(2024, 8, 22, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def empty(zone, lang_son):
    """The zone of Lạng Sơn, under a name that no other test writes to, without a vehicle."""
    return lang_son.renamed(zone.name)


@pytest.fixture
def shown(empty, replayed):
    """The same with a part of the morning's vehicles in its log."""
    rows = [
        msgspec.structs.replace(row, zone=empty.name)
        for row in replayed.events
        if row.recorded_us <= micros(MORNING) and row.subject[-1] in "036"
    ]
    keep_declarations(empty, rows, at=NOON)
    append_batch(empty, rows, nonce="rows", by="replay", at=NOON, on_bad="keep_good")
    return empty


def play(zone, now):
    programme = open_programme(zone, DAY, "day")
    played = 0
    while programme.play_next(now, NOON):
        played += 1
    return played


def states(rows):
    return {row.state for row in rows}


def test_every_page_of_a_morning_has_something_to_show(shown, caplog):
    with caplog.at_level(logging.WARNING):
        played = play(shown, MORNING)
    assert caplog.records == []
    assert 25 < played < len(SCENES)
    of_zone = {"zone": shown.name}
    assert Notice.objects.get(**of_zone).until is not None
    assert HotlineCall.objects.filter(**of_zone).count() == 2
    assert HoursRequest.objects.get(**of_zone).answers.count() == 2
    told = Incident.objects.filter(**of_zone).order_by("happened_at")
    assert [row.closed_at is None for row in told] == [False, True]
    said = Complaint.objects.filter(**of_zone).order_by("at")
    assert [row.answered_at is None for row in said] == [False, True]
    assert RoadOrder.objects.filter(**of_zone).count() == 3
    assert Mandate.objects.filter(**of_zone).count() == 1
    assert Consignment.objects.filter(**of_zone).count() == 2
    assert Draft.objects.filter(**of_zone, number=None).count() == 3
    receipts = Receipt.objects.filter(**of_zone)
    assert receipts.count() > 10
    assert receipts.filter(acts__act="cancelled").count() == 1
    assert Closing.objects.get(**of_zone).day == DAY - timedelta(days=1)
    assert sum(Line.objects.filter(**of_zone).values_list("amount_vnd", flat=True)) == 0
    assert StatementRow.objects.filter(statement__zone=shown.name).count() > 3
    assert states(IntakeRow.objects.filter(intake__zone=shown.name)) == {"given", "unmatched"}
    assert Duty.objects.filter(**of_zone).count() == 6 * 8
    sheets = Handover.objects.filter(**of_zone)
    assert [row.taken_at is None for row in sheets] == [False] * 6
    assert Post.objects.filter(**of_zone, left_at=None).count() == 6 * 3
    assert BookEntry.objects.get(**of_zone, number=3).corrects.number == 2
    letters = Message.objects.filter(**of_zone)
    assert letters.filter(text="called").count() >= 3
    assert states(MessageTry.objects.filter(message__in=letters)) >= {"sent"}


def test_a_programme_that_is_opened_again_goes_on_where_the_other_stopped(empty):
    early = MORNING - timedelta(minutes=90)
    first = play(empty, early)
    assert first > 0
    assert play(empty, early) == 0
    assert play(empty, MORNING) > 0
    assert Notice.objects.filter(zone=empty.name).count() == 1


def test_a_scene_that_fails_is_told_and_the_next_one_is_played(empty, caplog, monkeypatch):
    def fail(_):
        raise KeyError("made")

    monkeypatch.setattr("cuakhau.operations.scenes.playing.SCENES", (("07:00", fail), *SCENES[:1]))
    assert play(empty, MORNING) == 2
    assert "fail was left out" in caplog.text
    assert Closing.objects.filter(zone=empty.name).count() == 1
