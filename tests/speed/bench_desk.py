"""How long people wait at a full gate, and how much a day the API takes, on a real server.

    .venv/bin/python tests/speed/bench_desk.py [--json FILE] [--events 1000000] [--peak 20000]

The zone is filled first: so many past events and 5,000 open visits. Then pages, acts and boards
are measured one after the other, then the busiest day.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from speed.desk import boards, pages, peak, site, stock  # noqa: E402
from speed.measured import close, options, say  # noqa: E402


def run(chosen):
    """Fill a zone, serve it, measure everything, print it, and give the rows."""
    site.share_secret()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from cuakhau.server import database
    from journal.example import point_django_at
    from live_server import is_listening, running, wait_until

    rows = []
    with (
        database.throwaway(tuning=database.DURABLE) as server,
        tempfile.TemporaryDirectory() as home,
    ):
        point_django_at(server.url)
        call_command("migrate", verbosity=0, skip_checks=True)
        connections.close_all()
        began = time.monotonic()
        visits, events = stock.fill(server.url, chosen.events, datetime.now(UTC))
        stock.settle(server.url)
        print(f"{events:,} events of {visits:,} visits in {time.monotonic() - began:.0f} s")
        os.environ["DATABASE_URL"] = server.url
        with running(Path(home), "serve", "--zone", stock.ZONE) as served:
            here = site.Site(served.address, stock.ZONE)
            wait_until(lambda: is_listening(here.stream()[1]))
            rows += say(pages.measure(here, server.url))
            rows += say(boards.measure(here, chosen.boards))
            rows += say(peak.measure(here, server.url, chosen.peak))
        connections.close_all()
    return rows


if __name__ == "__main__":
    chosen = options(__doc__)
    sys.exit(close(run(chosen), chosen.json))
