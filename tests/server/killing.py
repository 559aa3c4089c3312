"""Appends of devices that go on through a kill -9: each is sent until it is acknowledged."""

import threading
import uuid

import httpx

from live_server import PLAIN, answers, wait_until

APPENDS, WRITERS = 200, 4
AT = "2024-08-22T09:00:00+07:00"


def append(server, key, nonce, counted):
    """Send until it is acknowledged, as a device on a bad line does."""
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": nonce}
    body = {"kind": "noted", "place": "chi_ma", "happened_at": AT, "other": nonce}
    to = {"url": f"{server.address}api/v1/events", "headers": headers, "json": body}

    def is_acknowledged():
        try:
            answer = httpx.post(**to, timeout=10, verify=PLAIN)
        except httpx.HTTPError:
            return False
        if answer.status_code in (200, 201):
            counted.append((nonce, answer.json()["seq"]))
            return True
        assert answer.status_code == 503, answer.text
        return False

    wait_until(is_acknowledged)


def keep_appending(server, key, *, kill):
    """Append from several devices and `kill` in the middle; give what was sent and acknowledged."""
    counted = []
    nonces = [uuid.uuid4().hex for _ in range(APPENDS)]

    def write(part):
        for nonce in part:
            append(server, key, nonce, counted)

    writers = [
        threading.Thread(target=write, args=(nonces[place::WRITERS],)) for place in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    wait_until(lambda: len(counted) > APPENDS // 3)
    kill()
    wait_until(lambda: answers(server))
    for writer in writers:
        writer.join(120)
    return nonces, dict(counted)
