"""A zone after a busy two months: a million past events, and 5,000 vehicles still on their way.

Every row goes through the batch that a replay uses, rules and hashes included, and every visit has
a made-up declaration, so that desks, board and find box have what they have in real life.
"""

import multiprocessing
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import django
import psycopg

OPEN = 5_000
DAYS = 60
PAST_OF_A_DAY = 2_000
BATCH_VISITS = 350
STEPS = (
    "registration", "health_check", "border_guard_in", "customs_in", "yard_in", "permit",
    "customs_check", "payment", "yard_out_border_guard", "yard_out_customs", "exit_border_guard",
    "exit_customs",
)  # fmt: skip
ROWS = len(STEPS) + 1
HOURS_BETWEEN = 12.5 / len(STEPS)  # a lorry stays half a day, nearly all of it waiting
BOUND = ("hn_1119_1120", "hn_1119_1120", "hn_1116_1117", "tt_1088_2_1089", "cn_1104_1105", "chi_ma")
YARDS = {"hn": "xuan_cuong", "tt": "bao_nguyen", "cn": "bao_nguyen", "ch": "chi_ma_yards"}
GOODS = {"export": ("fruit", "farm_produce", "other"), "import": ("electronics", "other")}
PROCESSES = 2
ZONE = "lang-son-demo"


@dataclass(frozen=True)
class Trip:
    """A visit to be made up: when it was declared, and how many of its steps are given."""

    subject: str
    declared: datetime
    steps: int


def fill(url, events, now):
    """Write the past events and the open visits; give (visits, rows)."""
    trips = [*list_past(max(0, events - OPEN * ROWS // 2), now), *list_open(now)]
    trips.sort(key=lambda trip: trip.declared)
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_write, args=(url, trips[place::PROCESSES], place))
        for place in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("the stock could not be written; see above")
    return len(trips), sum(trip.steps + 1 for trip in trips)


def list_past(rows, now):
    """Visits that are over, spread evenly over the days until half a day ago."""
    visits = -(-rows // ROWS)
    last = now - timedelta(hours=13)
    for number in range(visits):
        declared = last - timedelta(days=DAYS) * ((visits - number) / visits)
        yield Trip(_name(declared, number % PAST_OF_A_DAY), declared, len(STEPS))


def list_open(now):
    """Visits under way: declared within the last twelve hours, each as far as its time says."""
    for number in range(OPEN):
        hours = 12 * (OPEN - number) / OPEN
        steps = min(len(STEPS) - 1, int(hours / HOURS_BETWEEN))
        declared = now - timedelta(hours=hours)
        yield Trip(_name(declared, PAST_OF_A_DAY + number), declared, steps)


def _name(declared, number):
    """No two visits of a day have one number: a plate is made up from it."""
    return f"r1-{declared:%Y%m%d}-{number:05d}"


def build_trip(zone, trip):
    """The rows of a trip, each recorded half a minute after it happened."""
    from cuakhau.movement.event import Event

    dice = random.Random(trip.subject)
    procedure = dice.choice(("export", "import"))
    bound = dice.choice(BOUND)
    fixed = {
        "zone": zone.name,
        "subject_kind": "visit",
        "subject": trip.subject,
        "happened_offset_min": 420,
        "recorded_offset_min": 420,
        "origin": "replay",
        "run": "bench",
    }

    def row(kind, hours, **more):
        at_us = int((trip.declared + timedelta(hours=hours)).timestamp()) * 1_000_000
        return Event(**fixed, kind=kind, happened_us=at_us, recorded_us=at_us + 30_000_000, **more)

    yield row(
        "declared",
        0,
        procedure=procedure,
        place=bound,
        other=f"{trip.subject}.plate",
        goods=dice.choice(GOODS[procedure]),
    )
    for number, step in enumerate(STEPS[: trip.steps], start=1):
        agency = zone.step_by_id[step].agencies[-1]
        place = YARDS[bound[:2]] if step == "yard_in" else None
        hours = (number - dice.random()) * HOURS_BETWEEN
        yield row("confirmed", hours, step=step, agency=agency, place=place)


def _write(url, trips, place):
    django.setup()
    from cuakhau.journal.batch import append_batch
    from cuakhau.operations.replayed import keep_declarations
    from cuakhau.server import zones
    from journal.example import point_django_at

    point_django_at(url)
    zone = zones.served()[ZONE]
    at = datetime.now(UTC)
    for first in range(0, len(trips), BATCH_VISITS):
        some = trips[first : first + BATCH_VISITS]
        rows = [row for trip in some for row in build_trip(zone, trip)]
        nonce = f"stock-{place}-{first}"
        answer = append_batch(zone, rows, nonce=nonce, by="bench", at=at, on_bad="keep_good")
        assert not answer.refused, answer.refused[0].refusal
        keep_declarations(zone, rows, at=at)


def settle(url):
    """Do what the database does by itself in a quiet minute."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
