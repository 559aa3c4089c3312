"""Readers are woken after commits, seldom, and never by a row that was rolled back."""

import psycopg
import pytest
from django.db import transaction

from cuakhau.journal import doorbell
from cuakhau.journal.doorbell import CHANNEL, Doorbell
from journal.movements import append, declared, journey


@pytest.fixture
def heard(monkeypatch):
    zones = []
    monkeypatch.setattr(doorbell, "listeners", [zones.append])
    return zones


def test_a_commit_rings(zone, heard):
    append(zone, declared(zone, "v1"))
    assert heard == [zone.name]


def test_a_transaction_of_the_caller_rings_when_it_is_committed(zone, heard):
    with transaction.atomic():
        append(zone, declared(zone, "v1"))
        assert heard == []
    assert heard == [zone.name]


def test_what_is_rolled_back_does_not_ring(zone, heard):
    with transaction.atomic():
        append(zone, declared(zone, "v1"))
        transaction.set_rollback(True)
    assert heard == []


def test_many_commits_are_told_in_few_notices(zone, server):
    bell = Doorbell(pause_s=0.2)
    bell.start()
    with psycopg.connect(server.url, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        for visit in range(5):
            for row in journey(zone, f"v{visit}"):
                append(zone, row)
        first = next(listener.notifies(timeout=10))
        bell.stop()
        more = list(listener.notifies(timeout=0.5))
    assert first.payload == zone.name
    assert len(more) < 30
