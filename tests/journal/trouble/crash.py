"""What is asked after a death: every promised row is there once, and nothing is half written."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command
from django.db import OperationalError, connection

from cuakhau.journal import read, rebuild, verify
from cuakhau.server import database
from journal.example import EXAMPLE, point_django_at
from journal.movements import append, journey

TESTS = Path(__file__).resolve().parents[2]
ZONE = EXAMPLE.renamed("crash-demo")


def open_database(home, binaries, tuning=database.FOR_TESTS):
    running = database.start(home, binaries=binaries, tuning=tuning)
    point_django_at(running.url)
    call_command("migrate", "journal", verbosity=0, skip_checks=True)
    return running


def kill_writer_after(running, *, visits, promised_rows):
    """Start a writer, kill it once it was promised that many rows; give what it was promised."""
    command = [
        sys.executable,
        "-m",
        "journal.trouble.appender",
        running.url,
        ZONE.name,
        str(visits),
    ]
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        promised = [writer.stdout.readline().split() for _ in range(promised_rows)]
        writer.send_signal(signal.SIGKILL)
        promised += [line.split() for line in writer.stdout.read().splitlines()]
    return [(line[0], int(line[1]), line[2]) for line in promised if len(line) == 3]


def append_through_death(running, *, visits, kill_at, restart):
    """Append, kill the database's processes on the way, go on with the same nonces."""
    promised, count = [], 0
    for visit in range(visits):
        for number, row in enumerate(journey(ZONE, f"v{visit}")):
            count += 1
            if count == kill_at:
                os.kill(running.pid, signal.SIGKILL)
            answer = append_until_promised(row, f"{visit}-{number}", restart)
            promised.append((f"v{visit}", answer.seq, answer.hash.hex()))
    return promised


def append_until_promised(row, nonce, restart):
    """Send the same request again, as a device does on a bad network."""
    for _ in range(20):
        try:
            return append(ZONE, row, nonce=nonce)
        except OperationalError:
            connection.close()
            restart()
    raise AssertionError("the database did not come back")


def check_nothing_lost(promised):
    """Every promised row is there once; chains hold, and the projection is their fold."""
    kept = [
        (placed.event.subject, placed.event.seq, placed.hash.hex())
        for subject in sorted({subject for subject, _, _ in promised})
        for placed in read.list_rows(ZONE.name, subject)
    ]
    assert len(kept) == len({(subject, seq) for subject, seq, _ in kept})
    assert set(promised) <= set(kept)
    assert verify.verify(ZONE.name).faults == []
    assert rebuild.compare().differences == []
    return kept
