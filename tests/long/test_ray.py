"""A sweep on Ray, with two workers of their own locked environment, equals the sweep on threads."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import checks
from planning.experiments import on_ray

LONGEST_S = 900


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python with exactly what requirements-ray.lock names, and this clone."""
    uv = shutil.which("uv") or str(checks.ROOT / ".tools/bin/uv")
    folder = tmp_path_factory.mktemp("ray") / "venv"
    environment = {**os.environ, "VIRTUAL_ENV": str(folder)}
    lock = checks.ROOT / "requirements-ray.lock"
    for words in (
        ["venv", "--quiet", "--python", sys.executable, str(folder)],
        ["pip", "sync", "--quiet", "--require-hashes", str(lock)],
        ["pip", "install", "--quiet", "--no-deps", "--editable", str(checks.ROOT)],
    ):
        subprocess.run([uv, *words], env=environment, check=True, timeout=LONGEST_S)
    return folder / "bin" / "python"


def test_two_workers_give_the_same_results(python, tmp_path):
    script = Path(on_ray.__file__)
    # The sockets of Ray do not take long paths, so its folder is not that of the test.
    environment = {
        **os.environ,
        "PYTHONPATH": str(checks.ROOT / "tests"),
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    done = subprocess.run(
        [python, script], env=environment, cwd=tmp_path, capture_output=True, timeout=LONGEST_S
    )
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    told = json.loads(done.stdout.decode().splitlines()[-1])
    assert told["workers"] == 2
    assert told["on_ray"] == told["on_threads"]
    assert len(set(told["on_ray"])) == len(on_ray.SEEDS)
