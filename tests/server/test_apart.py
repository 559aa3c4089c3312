"""Nothing made up ever reaches a real zone, by whatever door."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cuakhau.accounts.people import demo
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.cli.counting import _replaying
from cuakhau.journal.batch import append_batch
from cuakhau.journal.store.connection import fetch
from cuakhau.operations.models import Declaration
from cuakhau.operations.opening.act import Asking, open_day
from cuakhau.operations.opening.refusals import NotOpened
from cuakhau.operations.replayed import keep_declarations
from cuakhau.server import clock
from cuakhau.server.models import ClockAnchor
from cuakhau.server.running import player
from cuakhau.simulation.replay import NotReplayed, make_day
from cuakhau.zone.history import history_of
from cuakhau.zone.load import files_of, find_zone, get_folder
from desk import NOON

DAY = date(2024, 8, 22)


@pytest.fixture(scope="module")
def made():
    counts = history_of("lang-son", files_of(get_folder("lang-son"))).counts
    return make_day(find_zone("lang-son-demo"), counts, DAY)


@pytest.fixture
def real(zone):
    return find_zone("lang-son").renamed(zone.name.removesuffix("-demo"))


def count_rows(zone):
    tables = ("journal_event", "journal_personal", "journal_subject")
    rows = [fetch(f"SELECT count(*) FROM {t} WHERE zone = $1", [zone.name])[0][0] for t in tables]
    return sum(rows) + Declaration.objects.filter(zone=zone.name).count()


def test_a_replay_is_not_written_to_it(real, made):
    with pytest.raises(NotReplayed) as refused:
        _replaying.replay_into(real, (), DAY, 1)
    assert refused.value.rule == "R4"
    assert count_rows(real) == 0


def test_no_row_of_a_replay_is_taken_by_its_journal(real, made):
    rows = made.events[:50]
    answer = append_batch(real, rows, nonce="n", by="t", at=NOON, on_bad="keep_good")
    assert {one.refusal.rule for one in answer.refused} <= {"J3", "J5"}
    assert len(answer.refused) == len(rows)
    assert count_rows(real) == 0


def test_the_database_itself_gives_it_no_clock_of_a_replay(real, made):
    with pytest.raises(IntegrityError, match="clock_of_demo_only"), transaction.atomic():
        clock.tie(real.name, "r", virtual_us=1, speed=1, until_us=2)
    with pytest.raises(ClockAnchor.DoesNotExist):  # so the player has nothing to play by
        player.play_due(real, made.events[:9], [row.recorded_us for row in made.events[:9]])
    assert abs((clock.now(real.name) - clock.wall_now()).total_seconds()) < 60
    assert count_rows(real) == 0


def test_no_made_up_declaration_and_no_demo_person_is_in_it(real, made):
    with pytest.raises(NotReplayed):
        keep_declarations(real, made.events[:500], at=NOON)
    with pytest.raises(NotLetIn) as refused:
        demo.get_or_make("customs", real, at=NOON)
    assert refused.value.rule == "A35"
    assert count_rows(real) == 0


def test_and_no_real_stock_goes_into_a_demo(zone):
    with pytest.raises(NotOpened) as refused:
        open_day(zone, b"", NOON, Asking("t", NOON, "en"))
    assert refused.value.rule == "O1"
    assert count_rows(zone) == 0
