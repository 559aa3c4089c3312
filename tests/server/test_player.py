"""The replay is played when its time comes, and once, whatever ends the player."""

import time
from datetime import date

import msgspec
import pytest

from cuakhau.journal import read
from cuakhau.server import clock
from cuakhau.server.models import ClockAnchor
from cuakhau.server.running import player
from cuakhau.simulation.replay import make_day
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.history import history_of
from cuakhau.zone.load import files_of, find_zone, zone_folders

DAY = date(2024, 8, 22)
HOUR_US = 3_600_000_000


@pytest.fixture
def lang_son(zone):
    return find_zone("lang-son-demo").renamed(zone.name)


@pytest.fixture
def rows(lang_son):
    history = history_of("lang-son", files_of(zone_folders()[-1] / "lang-son"))
    return make_day(lang_son, history.counts, DAY).events[:3000]


def stand_at(zone, at_us):
    """Let the zone's clock stand at an instant."""
    until_us = window_of(zone, DAY).until_us
    clock.tie(zone.name, "r", virtual_us=at_us, speed=1e-9, until_us=until_us)
    ClockAnchor.objects.filter(zone=zone.name).update(virtual_us=at_us)


def play(zone, rows):
    return player.play_due(zone, rows, [row.recorded_us for row in rows])


def logged(zone):
    return len(read.log(zone.name))


def test_only_what_is_due_is_played(lang_son, rows):
    at_us = rows[800].recorded_us
    stand_at(lang_son, at_us)
    due = sum(row.recorded_us <= at_us for row in rows)
    assert play(lang_son, rows) == logged(lang_son) == due
    assert play(lang_son, rows) == logged(lang_son) == due


def test_what_was_broken_off_goes_on_without_a_repeat(lang_son, rows, monkeypatch):
    stand_at(lang_son, rows[1500].recorded_us)
    save = ClockAnchor.save

    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(ClockAnchor, "save", fail)
    with pytest.raises(KeyboardInterrupt):
        play(lang_son, rows)
    assert logged(lang_son) == 0
    monkeypatch.setattr(ClockAnchor, "save", save)
    assert play(lang_son, rows) == logged(lang_son) > 1500


def test_when_the_day_is_over_what_was_recorded_late_is_played_too(lang_son, rows):
    until_us = window_of(lang_son, DAY).until_us
    late = msgspec.structs.replace(rows[-1], recorded_us=until_us + HOUR_US)
    stand_at(lang_son, until_us)
    assert play(lang_son, (*rows[:-1], late)) == len(rows) == logged(lang_son)


def test_rows_of_another_plan_are_not_mixed_in(lang_son, rows):
    stand_at(lang_son, rows[100].recorded_us)
    player.take_up(lang_son.name, "plan-a")
    play(lang_son, rows)
    player.take_up(lang_son.name, "plan-a")
    with pytest.raises(clock.OtherRun, match="plan-b"):
        player.take_up(lang_son.name, "plan-b")


def test_it_ends_by_itself_when_all_is_played(lang_son, rows):
    stand_at(lang_son, window_of(lang_son, DAY).until_us)
    began = time.monotonic()
    player.play(lang_son, rows, lambda: time.monotonic() - began < 60)
    assert logged(lang_son) == len(rows)
