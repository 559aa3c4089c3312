"""What time alone brings about is done without anybody, once, and whatever ends the beat."""

import json
from contextlib import suppress

import pytest

from cuakhau.journal.read import list_events
from cuakhau.journal.store.connection import aside
from cuakhau.operations.actions import Signed
from cuakhau.operations.models import MessageTry
from cuakhau.operations.yards.calling import acts
from cuakhau.server import clock
from cuakhau.server.running import beat as beats
from cuakhau.server.running.beat import Beat, beat, keep_beating, open_channels
from cuakhau.web.here import Pace
from officers import gate  # noqa: F401


class Stop:
    """Says stop after so many waits, and keeps how long each was."""

    def __init__(self, after=0):
        self.after, self.waits = after, []

    def is_set(self):
        return len(self.waits) >= self.after > 0

    def wait(self, timeout):
        self.waits.append(timeout)
        return self.is_set()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def called(gate):  # noqa: F811
    """A vehicle that was called a moment ago."""
    visit = gate.declare()
    gate.confirm(visit, "border_guard_in", "customs_in")
    gate.write(visit, "confirmed", step="yard_in", agency="yard_operator", place="inner_yard")
    gate.later(minutes=1)
    acts.call_next(gate.zone, ("main_road", "export"), 1, Signed("d", gate.now, "call"))
    return visit


def beat_of(gate):  # noqa: F811
    return beat(gate.zone, open_channels(gate.zone), Stop())


def kinds(gate, visit):  # noqa: F811
    return [event.kind for event in list_events(gate.zone.name, visit)]


def sent(gate):  # noqa: F811
    tries = MessageTry.objects.filter(message__zone=gate.zone.name).order_by("id")
    return [one.message.text for one in tries]


def test_a_call_that_ran_out_is_written_and_told_once(gate, called, home):  # noqa: F811
    assert beat_of(gate) == Beat(lapsed=0, dropped=0, tried=1, runs=0)
    gate.later(minutes=31)
    assert beat_of(gate) == Beat(lapsed=1, dropped=0, tried=1, runs=0)
    assert beat_of(gate) == Beat(lapsed=0, dropped=0, tried=0, runs=0)
    assert kinds(gate, called)[-2:] == ["called", "lapsed"]
    lines = (home / "outbox" / "file.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["visit"] for line in lines] == [called, called]


def test_what_another_process_beats_is_left_to_it(gate, called):  # noqa: F811
    gate.later(minutes=31)
    with aside() as other:
        key = [f"cuakhau.beat.{gate.zone.name}"]
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key)
        assert beat_of(gate) is None
        assert "lapsed" not in kinds(gate, called)
        other.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)
    assert beat_of(gate).lapsed == 1


def test_what_was_broken_off_goes_on_with_the_next_beat(gate, called, monkeypatch):  # noqa: F811
    def die(*_, **__):
        raise KeyboardInterrupt

    gate.later(minutes=31)
    with monkeypatch.context() as patch:
        patch.setattr(beats, "deliver", die)
        with suppress(KeyboardInterrupt):
            beat_of(gate)
    assert (kinds(gate, called)[-1], sent(gate)) == ("lapsed", [])
    assert beat_of(gate) == Beat(lapsed=0, dropped=0, tried=1, runs=0)
    assert sent(gate) == ["call_lapsed_last"]


def test_a_part_that_fails_leaves_the_others_be(gate, called, monkeypatch, caplog):  # noqa: F811
    def fail(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr(beats, "lapse_due", fail)
    assert beat_of(gate) == Beat(lapsed=-1, dropped=0, tried=1, runs=0)
    assert "broke off" in caplog.text


def test_it_beats_each_minute_of_the_zone_until_it_shall_stop(gate, called, monkeypatch):  # noqa: F811
    gate.later(minutes=31)
    stop = Stop(after=3)
    keep_beating([gate.zone], stop)
    assert stop.waits == [60.0] * 3
    assert kinds(gate, called).count("lapsed") == 1
    monkeypatch.setattr(clock, "pace", lambda _: Pace(speed=60))
    fast = Stop(after=1)
    keep_beating([gate.zone], fast)
    assert fast.waits == [5.0]


def test_a_demo_never_rings_a_phone_and_a_real_zone_uses_what_is_set(
    gate,  # noqa: F811
    monkeypatch,
    caplog,
):
    monkeypatch.setenv("CUAKHAU_SMS_GATEWAY", "https://gateway.example")
    monkeypatch.setenv("CUAKHAU_ZALO_GATEWAY", "http://in-the-open.example")
    real = gate.zone.renamed("a-real-one")
    assert [one.id for one in open_channels(gate.zone)] == ["file"]
    assert [one.id for one in open_channels(real)] == ["sms"]
    assert "V3" in caplog.text
