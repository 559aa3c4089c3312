"""Threads change no answer, and whoever stops learns what was finished."""

import threading

import pytest

from cuakhau.planning.experiments.replicate import Stopped, Watch, do_all


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_answers_come_in_the_order_of_the_items(threads):
    gate = threading.Event()

    def act(n):
        if n == 0 and threads > 1:
            gate.wait(5)
        gate.set() if n == 1 else None
        return n * n

    assert do_all(act, range(9), threads=threads) == tuple(n * n for n in range(9))


def test_the_watcher_hears_each_end():
    told = []
    do_all(str, [1, 2, 3], watch=Watch(told=lambda done, wanted: told.append((done, wanted))))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_stop_gives_what_was_finished():
    began = []

    def act(n):
        began.append(n)
        return n

    with pytest.raises(Stopped) as stopped:
        do_all(act, range(50), watch=Watch(stop=lambda: len(began) >= 3), threads=1)
    assert stopped.value.done == {0: 0, 1: 1, 2: 2}
    assert stopped.value.wanted == 50


def test_nothing_begins_after_a_stop():
    began = []
    with pytest.raises(Stopped):
        do_all(began.append, range(5), watch=Watch(stop=lambda: True))
    assert began == []


def test_control_c_stops_too():
    def press(done, wanted):
        raise KeyboardInterrupt

    with pytest.raises(Stopped):
        do_all(str, range(50), watch=Watch(told=press), threads=1)


def test_a_failure_of_one_run_is_told():
    def act(n):
        if n == 2:
            raise ValueError("two")
        return n

    with pytest.raises(ValueError, match="two"):
        do_all(act, range(4))
