"""The server killed at the worst moment: what was acknowledged is there afterwards."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from cuakhau.server import database
from cuakhau.server.database import errors, postmaster, sharing
from cuakhau.server.database.postmaster import Answer

PATIENCE_S = 60
WRITERS = 4
ENOUGH = 400


@pytest.fixture(autouse=True)
def _own_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUAKHAU_PG_BIN", raising=False)


def wait_for(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def kill(process_id: int | None) -> None:
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL)


def write_until_cut(url: str, writer: int, acknowledged: list[tuple[int, int]]) -> None:
    """Insert and commit one row after the other; note each only when the server said yes."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            for number in range(1_000_000):
                connection.execute("INSERT INTO t VALUES (%s, %s)", (writer, number))
                acknowledged.append((writer, number))
    except psycopg.OperationalError:
        return


def test_every_acknowledged_row_outlives_kill_9_under_load(tmp_path: Path) -> None:
    first = database.start(tmp_path)
    with psycopg.connect(first.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE t (writer int, number int, PRIMARY KEY (writer, number))")
    acknowledged: list[tuple[int, int]] = []
    writers = [
        threading.Thread(target=write_until_cut, args=(first.url, writer, acknowledged))
        for writer in range(WRITERS)
    ]
    for thread in writers:
        thread.start()
    wait_for(lambda: len(acknowledged) > ENOUGH)
    killed = first.pid
    kill(killed)
    with database.start(tmp_path) as second:  # at once: the old processes are still going down
        for thread in writers:
            thread.join(PATIENCE_S)
        with psycopg.connect(second.url) as connection:
            found = connection.execute("SELECT writer, number FROM t").fetchall()
        assert second.pid != killed
        assert len(found) == len(set(found))
        assert set(acknowledged) <= set(found)
        # At most the one row of each writer whose answer was lost.
        assert len(found) - len(acknowledged) <= WRITERS
        first.stop()
        assert postmaster.ask(tmp_path / "database") is Answer.READY
    assert postmaster.ask(tmp_path / "database") is Answer.SILENT


@pytest.mark.parametrize("who", ["corpse", "stranger"])
def test_the_old_servers_id_may_belong_to_a_corpse_or_a_stranger(tmp_path: Path, who: str) -> None:
    database.start(tmp_path, tuning=database.FOR_TESTS).stop()
    other = subprocess.Popen(["sleep", "600" if who == "stranger" else "0"])
    if who == "corpse":  # ended, and not reaped: PostgreSQL alone would take it for alive
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    data = tmp_path / "database"
    lines = [str(other.pid), str(data), "1700000000", "5432", "/nowhere", "", "1 1", "ready", ""]
    (data / "postmaster.pid").write_text("\n".join(lines), "utf-8")
    try:
        with database.start(tmp_path, tuning=database.FOR_TESTS) as db:
            assert db.pid != other.pid
    finally:
        other.kill()
        assert other.wait() == (0 if who == "corpse" else -signal.SIGKILL)


def test_no_second_server_while_a_process_of_the_first_lives(tmp_path: Path) -> None:
    first = database.start(tmp_path, tuning=database.FOR_TESTS)
    busy = psycopg.connect(first.url, autocommit=True)
    backend = busy.info.backend_pid
    endless = "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$"
    thread = threading.Thread(target=_run_until_cut, args=(busy, endless))
    thread.start()
    watch = "SELECT state = 'active' FROM pg_stat_activity WHERE pid = %s"
    with psycopg.connect(first.admin_url, autocommit=True) as connection:
        wait_for(lambda: connection.execute(watch, [backend]).fetchone() == (True,))
        kill(first.pid)
    try:
        with pytest.raises(errors.WaitedTooLong, match="last run to end"):
            database.start(tmp_path, timeout_s=0.5)
        assert sharing.is_held(tmp_path / "database.alive")
    finally:
        os.kill(backend, signal.SIGTERM)
        thread.join(PATIENCE_S)
    with database.start(tmp_path, tuning=database.FOR_TESTS) as second:
        first.stop()
        psycopg.connect(second.url).close()


def test_data_copied_from_a_running_server_do_not_lead_to_it(tmp_path: Path) -> None:
    with database.start(tmp_path / "one", tuning=database.FOR_TESTS) as one:
        (tmp_path / "two").mkdir()
        subprocess.run(["cp", "-a", one.home / "database", tmp_path / "two"], check=True)
        with database.start(tmp_path / "two", tuning=database.FOR_TESTS) as two:
            assert one.pid != two.pid
            assert one.url != two.url


def test_a_server_that_vanished_is_no_trouble_at_the_stop(tmp_path: Path) -> None:
    db = database.start(tmp_path, tuning=database.FOR_TESTS)
    kill(db.pid)
    db.stop()
    wait_for(lambda: not sharing.is_held(tmp_path / "database.alive"))


def _run_until_cut(connection: psycopg.Connection, statement: LiteralString) -> None:
    try:
        connection.execute(statement)
    except psycopg.Error:
        return
