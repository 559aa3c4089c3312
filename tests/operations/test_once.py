"""Acts that touch more than one row are done once for each nonce, also by two at the same time."""

import threading

import pytest
from django.db import connections

from cuakhau.journal.errors import NotWritten
from cuakhau.operations.models import Act
from cuakhau.operations.once import Asked, digest_of, do_once
from desk import NOON


def asked(zone, nonce, *said):
    return Asked(zone.name, nonce, digest_of(*said), "test", NOON)


def test_the_second_time_gives_the_first_answer(zone):
    assert do_once(asked(zone, "n", 1), lambda: {"a": 1}) == ({"a": 1}, False)
    assert do_once(asked(zone, "n", 1), lambda: {"a": 2}) == ({"a": 1}, True)


def test_another_body_is_refused(zone):
    do_once(asked(zone, "n", 1), lambda: {})
    with pytest.raises(NotWritten, match="J1"):
        do_once(asked(zone, "n", 2), lambda: {})


def test_an_act_that_fails_leaves_nothing(zone):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do_once(asked(zone, "n", 1), fail)
    assert not Act.objects.filter(zone=zone.name).exists()


def test_two_at_the_same_time_do_it_once(zone):
    both_in, answers = threading.Barrier(2), []

    def act():
        both_in.wait(30)
        return {"by": threading.get_ident()}

    def work():
        answers.append(do_once(asked(zone, "n", 1), act))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(repeated for _, repeated in answers) == [False, True]
    assert answers[0][0] == answers[1][0]
