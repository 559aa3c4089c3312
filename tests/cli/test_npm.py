"""Which npm is used, and what its last words mean."""

import pytest

import checks
from cuakhau.cli.making import _npm
from cuakhau.web import asset_trouble


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("ENOTFOUND", asset_trouble.OutOfReach),
        ("ECONNREFUSED", asset_trouble.OutOfReach),
        ("ENOTCACHED", asset_trouble.OutOfReach),
        ("E503", asset_trouble.OutOfReach),
        ("SELF_SIGNED_CERT_IN_CHAIN", asset_trouble.OutOfReach),
        ("ENOSPC", asset_trouble.NoSpace),
        ("E404", asset_trouble.FetchFailed),
        ("ETARGET", asset_trouble.FetchFailed),
    ],
)
def test_the_code_of_npm_tells_the_trouble(code, trouble, tmp_path):
    for word in ("ERR!", "error"):  # npm 9 and 10 on
        said = f"npm {word} code {code}\nnpm {word} errno {code}\nnpm {word} request to x failed\n"
        found = _npm.find_trouble(said, tmp_path)
        assert type(found) is trouble
        assert "request to x failed" in str(found)


def test_without_node_and_without_uv_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / _npm.WHEEL_LOCK).touch()
    with pytest.raises(asset_trouble.NoNode) as caught:
        _npm.find_npm(tmp_path)
    assert "apt install nodejs npm" in caught.value.say("vi")
    assert "Node 18 or newer" in caught.value.say("en")


def test_a_node_that_is_too_old_is_passed_over(tmp_path, monkeypatch):
    for name, version in {"node": "v16.20.2", "npm": "8.19.4"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / _npm.WHEEL_LOCK).touch()
    assert _npm.read_major(tmp_path / "node") == 16
    with pytest.raises(asset_trouble.NoNode):
        _npm.find_npm(tmp_path)


def test_the_npm_of_the_machine_is_taken_when_it_is_new_enough(tmp_path, monkeypatch):
    for name, version in {"node": "v18.0.0", "npm": "9.1.0"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _npm.find_npm(checks.ROOT) == [str(tmp_path / "npm")]


def test_a_program_that_does_not_run_has_no_version(tmp_path):
    assert _npm.read_major(tmp_path / "absent") == 0
    assert _npm.read_major("false") == 0
