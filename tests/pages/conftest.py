"""What these tests share: a desk, and a count of all that is asked of the database."""

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk import caller, desk_database, site, visit, zone  # noqa: F401


@pytest.fixture
def journal_asks(monkeypatch):
    """Counts the queries of a call once it is warm: Django's, and the journal's own."""
    raw = []
    execute = psycopg.RawCursor.execute

    def count(self, *args, **kwargs):
        raw.append(args[0])
        return execute(self, *args, **kwargs)

    monkeypatch.setattr(psycopg.RawCursor, "execute", count)

    def asks(call):
        call()
        raw.clear()
        with CaptureQueriesContext(connection) as django:
            assert call().status_code == 200
        return len(raw) + len(django)

    return asks
