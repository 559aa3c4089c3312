"""Vehicles that a program declares in the running demo zone."""

import json
import os
import subprocess

import httpx
import pytest

from browser import browser  # noqa: F401
from live_server import COMMAND, PATIENCE_S, PLAIN

ZONE = "zone/lang-son-demo"
AT = "2024-08-22T09:00:00+07:00"


class Program:
    """A program with a key for one agency, or for none."""

    def __init__(self, server, agency, may):
        self.server, self.sent = server, 0
        words = ["key", "issue", "--device", agency or "firm", "--may", may, "--json"]
        words += ["--agency", agency] if agency else []
        told = subprocess.run(
            [COMMAND, *words], env={**os.environ, "CUAKHAU_HOME": str(server.home)},
            capture_output=True, text=True, timeout=PATIENCE_S, check=True,
        )  # fmt: skip
        self.key = json.loads(told.stdout)["key"]

    def post(self, path, **body):
        self.sent += 1
        nonce = f"{self.key[3:13]}-{self.sent}"
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": nonce}
        address = f"{self.server.address}api/v1{path}"
        answer = httpx.post(address, json=body, headers=headers, timeout=30, verify=PLAIN)
        assert answer.status_code == 201, answer.text
        return answer.json()


@pytest.fixture(scope="session")
def firm(server):
    return Program(server, "", "declare")


@pytest.fixture
def declare(firm):
    """Declares vehicles by their plates; gives their numbers."""

    def make(*plates):
        said = {"procedure": "export", "place": "hn_1119_1120", "goods": "other"}
        return [firm.post("/visits", **said, plate=plate)["visit"] for plate in plates]

    return make
