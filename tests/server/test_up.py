"""`cuakhau up` as people use it: starts, shows, heals, stops, goes on where it was."""

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

UP = ("up", "--speed", "600", "--port", "8700")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("up")


def test_it_shows_the_day_streams_it_and_goes_on_after_a_stop(home):
    with running(home, *UP) as server:
        assert "22 tháng 8 năm 2024" in server.get("/").text
        key = issue_key(home)
        assert wait_until(lambda: len(read_log(server, key)) > 500)
        assert wait_for_stream(server)
        assert wait_until(lambda: server.find_child("child beat"))
        assert server.stop() == 0  # and the beat with it
    before = None
    with running(home, *UP) as again:
        rows = read_log(again, key)
        nonces = [(row["subject"], row["seq"]) for row in rows]
        assert len(nonces) == len(set(nonces)) > 500
        before = len(rows)
        assert wait_until(lambda: len(read_log(again, key)) > before)
        assert again.stop(signal.SIGINT) == 0


def wait_for_stream(server):
    port = int(server.address.rstrip("/").rpartition(":")[2]) + 1
    url = f"http://127.0.0.1:{port}/stream/lang-son-demo"
    with httpx.stream("GET", url, timeout=PATIENCE_S) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        return next(line for line in stream.iter_lines() if line.startswith("id: "))


def test_a_child_that_is_killed_comes_back_and_a_message_says_so(home):
    with running(home, "up", "--no-replay", "--port", "8720") as server:
        main = next(c for c in server.family() if "pages" in c.cmdline())
        main.kill()
        assert wait_until(lambda: answers(server))
        assert server.stop() == 0
        told = server.process.stderr.read()
        assert "“pages”" in told
        assert "started again" in told


def test_killed_outright_it_leaves_nobody_behind_and_starts_again(home):
    server = Server(home, "up", "--no-replay", "--port", "8740").start()
    pages = [one for one in server.family() if "cuakhau.server.running.child" in one.cmdline()]
    server.process.kill()
    wait_until(lambda: not any(one.is_running() and one.status() != "zombie" for one in pages))
    with running(home, "up", "--no-replay", "--port", "8740") as again:
        assert again.get("/").status_code == 200


def test_a_port_in_use_gives_way_to_the_next_with_a_message(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 8760 + 1_000 * WORKER))
        taken.listen()
        with running(home, "up", "--no-replay", "--port", "8760") as server:
            assert server.address.endswith(f"{8761 + 1_000 * WORKER}/")
            server.stop()
            assert str(8760 + 1_000 * WORKER) in server.process.stderr.read()
