"""A real server on ports of its own: `cuakhau serve` or `cuakhau up`, as people start it."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

PATIENCE_S = 90
COMMAND = Path(sys.prefix, "bin", "cuakhau")
# Handed to httpx, which would read all certificates of the machine for each call to this one.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# Two servers that look for a free port in the same moment may find the same one and share it: the
# workers of a run look in ranges of their own.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


class Server:
    """A started server: its address, its process and the children of it."""

    def __init__(self, home, *arguments):
        self.home = home
        self.arguments = [
            str(int(word) + 1_000 * WORKER) if before == "--port" else word
            for before, word in zip(("", *arguments), arguments, strict=False)
        ]

    def start(self):
        environment = {**os.environ, "CUAKHAU_HOME": str(self.home)}
        environment.pop("CUAKHAU_DATABASE_URL", None)
        self.process = subprocess.Popen(
            [COMMAND, *self.arguments, "--json"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        lines = []
        while not lines or lines[-1].rstrip() != "}":
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError(f"it ended: {self.process.stderr.read()}")
            lines.append(line)
        self.facts = json.loads("".join(lines))
        self.address = self.facts["address"]
        return self

    def get(self, path, **more):
        return httpx.get(self.address.rstrip("/") + path, timeout=30, verify=PLAIN, **more)

    def wait_for_stream(self):
        """The stream begins after the first page: a browser before that writes an error down."""
        port = int(re.search(r'data-stream=":(\d+)"', self.get("/").text)[1])
        wait_until(lambda: is_listening(port))
        return self

    def stop(self, number=signal.SIGTERM):
        """Give the exit code; nobody of the family may be left."""
        family = self.family()
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE_S)
        wait_until(lambda: not [one for one in family if is_alive(one)])
        return code

    def family(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def find_child(self, role):
        """The process of a role that does the work: the innermost one."""
        found = [one for one in self.family() if role in " ".join(safe_command(one))]
        return found[-1] if found else None


@contextmanager
def running(home, *arguments):
    server = Server(home, *arguments).start()
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(server):
    try:
        return server.get("/api/v1/health").status_code == 200
    except httpx.HTTPError:
        return False


def is_alive(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def safe_command(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def wait_until(holds, patience_s=PATIENCE_S):
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        found = holds()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {patience_s} s: {holds}")


def issue_key(home, agency="customs"):
    environment = {**os.environ, "CUAKHAU_HOME": str(home)}
    command = [COMMAND, "key", "issue", "--agency", agency, "--device", "test"]
    told = subprocess.run(
        [*command, "--may", "append,read", "--json"],
        env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=True,
    )  # fmt: skip
    return json.loads(told.stdout)["key"]


def read_log(server, key, after=""):
    headers = {"Authorization": f"Bearer {key}"}
    rows = []
    while True:
        page = server.get(f"/api/v1/log?limit=5000&after={after}", headers=headers).json()
        rows += page["rows"]
        after = page["next"]
        if not page["more"]:
            return rows
