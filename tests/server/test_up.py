"""`cuakhau up` as people use it: starts, shows, heals, stops, goes on where it was.

Each start costs what ten tests cost: the tests stand in the order of one life, and share them.
"""

import signal
import socket

import httpx
import pytest

from live_server import (
    PATIENCE_S,
    WORKER,
    Server,
    answers,
    issue_key,
    read_log,
    running,
    wait_until,
)
from server.killing import keep_appending

UP = ("up", "--speed", "600", "--port", "8700")
QUIET = ("up", "--no-replay", "--port", "8760")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("up")


@pytest.fixture(scope="module")
def again(home):
    """The same home, started once more."""
    with running(home, *UP) as server:
        yield server


@pytest.fixture(scope="module")
def key(home, again):
    return issue_key(home)


def test_it_shows_the_day_streams_it_and_stops(home):
    with running(home, *UP) as server:
        assert "22 tháng 8 năm 2024" in server.get("/").text
        key = issue_key(home)
        assert wait_until(lambda: len(read_log(server, key)) > 500)
        assert wait_for_stream(server)
        assert wait_until(lambda: server.find_child("child beat"))
        assert server.stop() == 0  # and the beat with it


def wait_for_stream(server):
    port = int(server.address.rstrip("/").rpartition(":")[2]) + 1
    url = f"http://127.0.0.1:{port}/stream/lang-son-demo"
    with httpx.stream("GET", url, timeout=PATIENCE_S) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        return next(line for line in stream.iter_lines() if line.startswith("id: "))


def test_it_goes_on_where_it_was(again, key):
    rows = read_log(again, key)
    nonces = [(row["subject"], row["seq"]) for row in rows]
    assert len(nonces) == len(set(nonces)) > 500
    assert wait_until(lambda: len(read_log(again, key)) > len(rows))


def test_pages_killed_in_the_middle_of_appends_lose_and_double_nothing(again, key):
    sent, counted = keep_appending(again, key, kill=lambda: again.find_child("pages").kill())
    rows = [row for row in read_log(again, key) if row.get("other") in sent]
    assert sorted(row["other"] for row in rows) == sorted(sent)
    assert {row["other"]: row["seq"] for row in rows} == counted


def test_a_child_that_is_killed_comes_back_and_a_message_says_so(again):
    main = next(c for c in again.family() if "pages" in c.cmdline())
    main.kill()
    assert wait_until(lambda: answers(again))
    assert again.stop(signal.SIGINT) == 0
    told = again.process.stderr.read()
    assert "“pages”" in told
    assert "started again" in told


def test_a_port_in_use_gives_way_to_the_next_and_killed_outright_nobody_is_left(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 8760 + 1_000 * WORKER))
        taken.listen()
        server = Server(home, *QUIET).start()
        assert server.address.endswith(f"{8761 + 1_000 * WORKER}/")
        pages = [one for one in server.family() if "cuakhau.server.running.child" in one.cmdline()]
        server.process.kill()
        wait_until(lambda: not any(one.is_running() and one.status() != "zombie" for one in pages))
        assert str(8760 + 1_000 * WORKER) in server.process.stderr.read()
    with running(home, *QUIET) as once_more:
        assert once_more.get("/").status_code == 200
