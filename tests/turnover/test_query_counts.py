"""How often the pages of turnover ask the database, also with more on them."""

import json
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

COUNTS = Path(__file__).with_name("query_counts.json")
PAGES = {
    "desk": "turnover/",
    "desk by goods and partners": "turnover/?rows=hs2&columns=partner",
    "rows": "turnover/rows",
    "targets": "turnover/targets/",
    "mirror": "turnover/mirror/",
    "mirror of vehicles": "turnover/mirror/vehicles/",
    "rates": "turnover/rates/",
    "imports": "turnover/imports/",
    "to be settled": "turnover/doubts/",
    "forecast": "turnover/forecast/",
}


def test_pages_ask_the_database_as_often_as_is_written_down(demo):
    board, counts = demo.sign_in("board"), {}
    for name, path in PAGES.items():
        board.get(path)  # what is remembered of a version is not asked again
        with CaptureQueriesContext(connection) as asked:
            assert board.get(path).status_code == 200, path
        counts[name] = len(asked)
    assert counts == json.loads(COUNTS.read_text("utf-8"))
