"""The busiest day that is thinkable, ten times the gates' own: through the API, nothing lost.

Each vehicle is declared by itself; then agency after agency sends its confirmations in batches of
500 vehicles, as devices and other systems do.
"""

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlsplit

import psycopg

from speed.desk.pages import count_rows
from speed.desk.stock import BOUND, GOODS, STEPS, YARDS, ZONE
from speed.measured import measured

LINES = 4
BATCH = 500
WITHIN_S = 600
# With the declaration these make the fifteen events that a visit of a real day has.
ASKED = ("plant_check", "check_start")
DAY = (*STEPS[:6], *ASKED, *STEPS[6:])


def measure(site, url, vehicles):
    """Seconds for the whole day; every event is in the log once, and every chain is unbroken."""
    before, keys = count_rows(url, site.zone), issue_keys()
    lines = threading.local()

    def post(agency, path, body, nonce):
        if not hasattr(lines, "own"):
            lines.own = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=120)
        headers = {
            "Authorization": f"Bearer {keys[agency]}",
            "Content-Type": "application/json",
            "Idempotency-Key": nonce,
        }
        lines.own.request("POST", f"/api/v1{path}", json.dumps(body), headers)
        answer = lines.own.getresponse()
        told = answer.read()
        assert answer.status == 201, f"{path}: {answer.status} {told[:500]!r}"
        return json.loads(told)

    def declare(number):
        return post("", "/visits", build_declaration(number), f"peak-{number}")["visit"]

    def confirm(step, batch):
        agency, rows = agency_of(step), [build_row(step, visit, place) for place, visit in batch]
        nonce = f"peak-{step}-{batch[0][0]}"
        done = post(agency, "/events/batch?on_bad=refuse_all", {"events": rows}, nonce)
        assert len(done["written"]) == len(batch)

    began = time.perf_counter()
    with ThreadPoolExecutor(LINES) as crowd:
        visits = list(enumerate(crowd.map(declare, range(vehicles))))
        declared_s = time.perf_counter() - began
        batches = [visits[first : first + BATCH] for first in range(0, vehicles, BATCH)]
        for step in DAY:
            list(crowd.map(lambda batch, step=step: confirm(step, batch), batches))
    spent_s = time.perf_counter() - began
    events = vehicles * (1 + len(DAY))
    check(url, [number for _, number in visits], count_rows(url, site.zone) - before, events)
    return [
        measured(f"{vehicles:,} vehicles declared one by one", vehicles / declared_s, "1/s"),
        measured(f"{events:,} events of a day, by the API", spent_s, "s", ceiling=WITHIN_S),
    ]


def check(url, visits, written, events):
    """Nothing may be lost or doubled: count, look at each visit, and check every chain."""
    from cuakhau.journal.verify import verify

    assert written == events, f"{written:,} of {events:,} events are in the log"
    query = (
        "SELECT count(*) FROM journal_subject WHERE zone = %s AND subject = ANY(%s) "
        "AND seq = %s AND NOT is_open"
    )
    with psycopg.connect(url) as connection:
        [whole] = connection.execute(query, [ZONE, visits, 1 + len(DAY)]).fetchone()
    assert whole == len(set(visits)), f"{whole:,} of {len(visits):,} visits are whole"
    report = verify(ZONE)
    assert report.is_sound, report.faults[:3]
    print(f"verified: {report.rows:,} rows of {report.subjects:,} chains, no fault")


def issue_keys():
    """A key for declarants, and one for each agency."""
    from cuakhau.accounts import keys

    agencies = sorted({agency_of(step) for step in DAY})
    asked = {"": ("declare",), **dict.fromkeys(agencies, ("append",))}
    at = datetime.now(UTC)
    return {
        agency: keys.issue(
            zone=ZONE, agency=agency, device=f"bench-{agency}", may=may, by="bench", at=at
        )[1]
        for agency, may in asked.items()
    }


def agency_of(step):
    """The agency that gives a step."""
    from cuakhau.server import zones

    return zones.served()[ZONE].step_by_id[step].agencies[-1]


def build_declaration(number):
    """What a firm's program declares of one lorry."""
    procedure = ("export", "import")[number % 2]
    return {
        "procedure": procedure,
        "place": BOUND[number % len(BOUND)],
        "goods": GOODS[procedure][number % len(GOODS[procedure])],
        "plate": f"{12 + number % 80:02d}C-{number // 80 % 1000:03d}.{number % 100:02d}",
        "driver": f"Lái xe Mẫu {number}",
        "phone": f"09{number:08d}",
        "payer": "vn",
    }


def build_row(step, visit, number):
    """What an agency's device says of one lorry."""
    place = YARDS[BOUND[number % len(BOUND)][:2]] if step == "yard_in" else None
    now = datetime.now(UTC).isoformat()
    row = {"kind": "confirmed", "visit": visit, "step": step, "happened_at": now}
    return {**row, "place": place} if place else row
