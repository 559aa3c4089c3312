"""Kill -9 of the server in the middle of appends: what was acknowledged is there, once."""

import threading
import uuid

import httpx

from live_server import answers, issue_key, read_log, running, wait_until

APPENDS, WRITERS = 200, 4
AT = "2024-08-22T09:00:00+07:00"


def append(server, key, nonce, counted):
    """Send until it is acknowledged, as a device on a bad line does."""
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": nonce}
    body = {"kind": "noted", "place": "chi_ma", "happened_at": AT, "other": nonce}
    while True:
        try:
            answer = httpx.post(
                f"{server.address}api/v1/events", json=body, headers=headers, timeout=10
            )
        except httpx.HTTPError:
            continue
        if answer.status_code in (200, 201):
            counted.append((nonce, answer.json()["seq"]))
            return
        assert answer.status_code == 503, answer.text


def test_every_acknowledged_append_is_there_once(tmp_path):
    with running(tmp_path, "up", "--no-replay", "--port", "8780") as server:
        key, counted = issue_key(tmp_path), []
        nonces = [uuid.uuid4().hex for _ in range(APPENDS)]

        def write(part):
            for nonce in part:
                append(server, key, nonce, counted)

        writers = [
            threading.Thread(target=write, args=(nonces[place::WRITERS],))
            for place in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        wait_until(lambda: len(counted) > APPENDS // 3)
        server.find_child("pages").kill()
        wait_until(lambda: answers(server))
        for writer in writers:
            writer.join(120)
        rows = read_log(server, key)
        assert sorted(row["other"] for row in rows) == sorted(nonces)
        assert {row["other"]: row["seq"] for row in rows} == dict(counted)
