"""The lock files name no host, and hold everything the project asks for."""

import json
import re
import tomllib

import pytest

import checks


def names_in(requirements):
    return {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in requirements}


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("requirements.lock", ()),
        ("requirements-dev.lock", ("dev",)),
        ("requirements-peers.lock", ("dev", "peers")),
        ("requirements-ray.lock", ()),
    ],
)
def test_every_dependency_is_locked_with_hashes(lock, groups):
    project = tomllib.loads((checks.ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = names_in(project["project"]["dependencies"])
    for group in groups:
        wanted |= names_in(project["dependency-groups"][group])
    if lock == "requirements-ray.lock":
        wanted |= names_in(project["project"]["optional-dependencies"]["ray"])
    text = (checks.ROOT / lock).read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==[^\n]*\\\n\s+--hash=", text, flags=re.MULTILINE)
    assert wanted <= names_in(pinned)


def test_a_lock_that_names_a_host_is_found(tmp_path):
    (tmp_path / "requirements.lock").write_text("a @ https://host.example/a.whl\n")
    (tmp_path / "package-lock.json").write_text('{"resolved": "https://host.example/b.tgz"}\n')
    assert len(list(checks.find_hosts(tmp_path))) == 2


def test_no_lock_of_ours_names_a_host():
    assert list(checks.find_hosts(checks.ROOT)) == []


def test_a_package_without_its_hash_is_found(tmp_path):
    rows = {"": {}, "node_modules/a": {"integrity": "sha1-x"}, "node_modules/b": {}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": rows}))
    assert len(list(checks.find_unhashed(tmp_path))) == 2


def test_every_package_of_ours_has_its_hash():
    assert list(checks.find_unhashed(checks.ROOT)) == []
    assert (checks.ROOT / "package-lock.json").exists()
