"""What these tests share: a desk, and a count of all that is asked of the database."""

import json
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk import caller, desk_database, site, visit, zone  # noqa: F401
from live_server import running


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demo zone without a replay, for all pages of a worker: a start costs what ten tests do.

    Leave its places open and count only what is your own.
    """
    with running(tmp_path_factory.mktemp("quiet"), "up", "--no-replay", "--port", "8800") as one:
        yield one.wait_for_stream()


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


@pytest.fixture
def counts_hold(request, journal_asks):
    """Compares how often pages ask the database with `query_counts.json` beside the test.

    `counts_hold(fill, name=call, …)`: each page is asked with little on it and, filled twice more,
    with much; both must be what is written down.
    """

    def ask(pages):
        # A page may still catch up with rows of a moment ago; of two looks one does not.
        return {name: min(journal_asks(call) for _ in range(2)) for name, call in pages.items()}

    def hold(fill, **pages):
        fill()
        few = ask(pages)
        fill()
        fill()
        much = ask(pages)
        assert much == few, "a page asks more often where it shows more"
        written = Path(request.path).with_name("query_counts.json").read_text("utf-8")
        assert few == json.loads(written)

    return hold
