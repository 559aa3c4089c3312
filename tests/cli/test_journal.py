"""The commands that look after the log, run as people run them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CUAKHAU = Path(sys.prefix, "bin", "cuakhau")


@pytest.fixture(scope="module")
def cuakhau(tmp_path_factory):
    """Runs a command on an empty database and gives its exit code and what it said."""
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o711)
    environment = {**os.environ, "CUAKHAU_HOME": str(home)}
    environment.pop("CUAKHAU_DATABASE_URL", None)

    def run(*words):
        done = subprocess.run(
            [CUAKHAU, *words], capture_output=True, text=True, env=environment, check=False
        )
        return done.returncode, done.stdout or done.stderr

    return run


@pytest.mark.parametrize("noun", ["verify", "rebuild", "journal"])
def test_help_gives_an_example(cuakhau, noun):
    assert f"Example: cuakhau {noun}" in cuakhau(noun, "--help")[1]


def test_an_empty_log_is_sound_and_is_its_own_fold(cuakhau):
    code, said = cuakhau("verify", "--json")
    assert code == 0
    assert json.loads(said) == {
        "sound": True, "subjects": 0, "rows": 0, "roots": 0, "faults": [], "gaps": []
    }  # fmt: skip
    code, said = cuakhau("rebuild", "--check", "--json")
    assert (code, json.loads(said)["swapped"]) == (0, False)


def test_a_day_gets_one_root(cuakhau):
    day = ("journal", "root", "nowhere", "--day", "2024-08-22", "--json")
    code, said = cuakhau(*day)
    assert (code, json.loads(said)["rows"]) == (0, 0)
    assert cuakhau(*day)[0] == 1
    assert len(json.loads(cuakhau("journal", "roots", "nowhere", "--json")[1])["roots"]) == 1


def test_what_has_nothing_to_do_says_so(cuakhau):
    told = json.loads(cuakhau("journal", "purge", "--json")[1])
    assert told == {"erased": 0, "photos": 0, "drafts": 0}
    assert json.loads(cuakhau("journal", "settle", "--json")[1]) == {"added": 0}
    assert json.loads(cuakhau("journal", "versions", "--json")[1]) == {"versions": []}
