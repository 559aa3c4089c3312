"""The embedded database, really run: start, share, stop, copy."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from cuakhau.server import database
from cuakhau.server.database import errors, places, postmaster, sharing, trials
from cuakhau.server.database.postmaster import Answer

PATIENCE_S = 60

# Starts the database of a home, says which server it got, and stops when its input ends.
NEIGHBOUR = """
import sys
from pathlib import Path
from cuakhau.server import database
with database.start(Path(sys.argv[1]), tuning=database.FOR_TESTS) as db:
    print(db.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _own_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the person who runs the tests has set, here the program chooses."""
    monkeypatch.delenv("CUAKHAU_PG_BIN", raising=False)


def begin(home: Path, **how: Any) -> database.RunningDatabase:
    return database.start(home, **{"tuning": database.FOR_TESTS, **how})


def ask(url: str, query: LiteralString) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def setting(url: str, name: str) -> object:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT current_setting(%s)", [name]).fetchone()


def do(url: str, *statements: LiteralString) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def wait_for(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


@contextmanager
def neighbour(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that uses the same database."""
    src = str(Path(database.__file__).parents[3])
    process = subprocess.Popen(
        [sys.executable, "-c", NEIGHBOUR, str(home)],
        env={**os.environ, "PYTHONPATH": src},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_line(process: "subprocess.Popen[str]") -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def test_data_stay_after_a_stop_and_are_durable_by_default(tmp_path: Path) -> None:
    with database.start(tmp_path) as db:
        assert (db.version.split(".")[0], db.home) == ("18", tmp_path)
        do(db.url, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)")
        settings = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
        assert [setting(db.url, one) for one in settings] == [("on",)] * 4
        sizes = ("shared_buffers", "max_connections", "listen_addresses")
        assert [setting(db.url, one) for one in sizes] == [("256MB",), ("120",), ("",)]
    assert postmaster.ask(tmp_path / "database") is Answer.SILENT
    assert not sharing.is_held(tmp_path / "database.alive")
    with database.start(tmp_path) as db:
        assert ask(db.url, "SELECT n FROM t") == 7
    assert "database system is shut down" in (tmp_path / "log" / "postgres.log").read_text("utf-8")


def test_our_user_is_no_superuser_and_knows_vietnamese(tmp_path: Path) -> None:
    with begin(tmp_path) as db:
        assert ask(db.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
        do(db.url, "CREATE EXTENSION btree_gist", "CREATE EXTENSION pg_trgm")
        assert ask(db.url, "SELECT lower('ĐỒNG ĐĂNG')") == "đồng đăng"
        assert ask(db.url, "SELECT similarity('sầu riêng', 'SẦU RIÊNG')") == 1


def test_a_long_query_can_be_cancelled(tmp_path: Path) -> None:
    with begin(tmp_path) as db, psycopg.connect(db.url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = '50ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            connection.execute("SELECT pg_sleep(60)")


def test_the_last_to_stop_stops_the_server(tmp_path: Path) -> None:
    one, two = begin(tmp_path), begin(tmp_path)
    assert one.pid == two.pid
    one.stop()
    one.stop()
    assert ask(two.url, "SELECT 1") == 1
    two.stop()
    assert postmaster.ask(tmp_path / "database") is Answer.SILENT


def test_a_forked_child_cannot_give_back_its_parents_share(tmp_path: Path) -> None:
    with begin(tmp_path) as db:
        child = os.fork()
        if child == 0:
            db.stop()
            os._exit(0)
        os.waitpid(child, 0)
        assert ask(db.url, "SELECT 1") == 1


def test_processes_that_start_at_once_get_one_server(tmp_path: Path) -> None:
    with neighbour(tmp_path) as one, neighbour(tmp_path) as two, neighbour(tmp_path) as three:
        assert len({first_line(process) for process in (one, two, three)}) == 1
        for process in (one, two, three):
            process.communicate()
            assert process.returncode == 0
    assert postmaster.ask(tmp_path / "database") is Answer.SILENT


def test_a_killed_user_counts_no_more(tmp_path: Path) -> None:
    with neighbour(tmp_path) as process:
        pid = first_line(process)
        db = begin(tmp_path)
        assert db.pid == pid
        process.kill()
        process.wait()
    db.stop()
    assert postmaster.ask(tmp_path / "database") is Answer.SILENT


def test_starting_waits_for_its_turn_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "TELL_EACH_S", 0)
    heard: list[str] = []
    laid = places.lay_out(tmp_path)
    patience = sharing.Patience(timeout_s=0, log=laid.log, tell=heard.append)
    with (
        sharing.turn(laid.turn, patience),
        pytest.raises(errors.WaitedTooLong, match="another process") as trouble,
    ):
        begin(tmp_path, timeout_s=0.1, tell=heard.append)
    assert "một tiến trình khác" in trouble.value.say("vi")
    assert "another process" in heard[0]


def test_a_server_that_will_not_start_shows_its_log(tmp_path: Path) -> None:
    begin(tmp_path).stop()
    with (tmp_path / "database" / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = 1\n")
    with pytest.raises(errors.NotStarted, match="no_such_setting"):
        begin(tmp_path)
    assert not sharing.is_held(tmp_path / "database.users")


def test_copies_of_a_template_are_fresh() -> None:
    with database.throwaway() as db:
        name = database.build_template(db, "shape", lambda url: do(url, "CREATE TABLE t (n int)"))
        for _ in range(2):
            with database.copy_of(db, name) as url:
                assert ask(url, "SELECT count(*) FROM t") == 0
                do(url, "INSERT INTO t VALUES (1)")
        assert ask(db.url, "SELECT count(*) FROM pg_database WHERE datname LIKE 'copy%'") == 0
    assert not db.home.exists()


def test_a_killed_test_run_leaves_nothing_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as own:
        monkeypatch.setattr(tempfile, "tempdir", own)
        home = Path(tempfile.mkdtemp(prefix=trials.PREFIX))
        with neighbour(home) as process:
            pid = first_line(process)
            assert trials.sweep(older_than_s=0) == []  # it is in use
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert trials.sweep(older_than_s=0) == [home]
        assert not home.exists()
        wait_for(lambda: not Path(f"/proc/{pid}/exe").exists())
