"""`cuakhau assets`: fetch once, safely, and say what is wrong in words."""

import base64
import hashlib
import io
import json
import shutil
import tarfile
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

import checks
from cuakhau.cli import main
from cuakhau.cli.making import _npm, assets
from cuakhau.web import asset_trouble, vendor


def pack(script):
    """A package as it comes from a registry."""
    about = json.dumps({"name": "kit", "version": "1.0.0", "license": "MIT"})
    files = {"package.json": about, "LICENSE": "free", "a.js": script, "i.svg": "<svg/>"}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in files.items():
            row = tarfile.TarInfo(f"package/{name}")
            row.size = len(text)
            archive.addfile(row, io.BytesIO(text.encode()))
    return packed.getvalue()


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone whose one package lies in a file, so that no registry is asked."""
    root = tmp_path / "clone"
    root.mkdir()
    kit = pack("run();")
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(kit).digest()).decode()
    asked = {"name": "pages", "dependencies": {"kit": "file:../../kit.tgz"}}
    row = {"version": "1.0.0", "resolved": "file:../../kit.tgz", "integrity": integrity}
    lock = {"name": "pages", "lockfileVersion": 3, "requires": True}
    lock["packages"] = {"": asked, "node_modules/kit": row}
    (root / "package.json").write_text(json.dumps(asked))
    (root / "package-lock.json").write_text(json.dumps(lock))
    shutil.copy(checks.ROOT / ".npmrc", root)
    shutil.copy(checks.ROOT / _npm.WHEEL_LOCK, root)
    (root / ".tools").symlink_to(checks.ROOT / ".tools")  # the Node that ./run may have put there
    icons = {"package": "kit", "from": "{name}.svg", "to": "icons.svg", "names": ["i"]}
    table = vendor.Table(["MIT"], {"kit": {"a.js": "a.js"}}, icons, {})
    monkeypatch.setattr(vendor, "read_table", lambda: table)
    # What npm has kept from another test would serve in place of the file.
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "kit.tgz").write_bytes(kit)
    return root


@pytest.fixture
def folder(clone):
    return clone / "web" / "static" / "vendor"


def test_a_package_is_fetched_once(clone, folder):
    home = clone.parent / "home"
    assert assets.set_up(clone, home, folder)
    assert (folder / "a.js").read_text() == "run();"
    assert not assets.set_up(clone, home, folder)
    assert list((home / "packages").iterdir()) == []


def test_a_tampered_package_is_refused_by_name_and_nothing_changes(clone, folder):
    home = clone.parent / "home"
    (home / "kit.tgz").write_bytes(pack("steal();"))
    folder.mkdir(parents=True)
    (folder / "a.js").write_text("of an older lock")
    with pytest.raises(asset_trouble.Tampered, match="package kit is not the one"):
        assets.set_up(clone, home, folder)
    assert (folder / "a.js").read_text() == "of an older lock"
    assert list((home / "packages").iterdir()) == []


def test_what_a_run_cut_short_left_behind_does_no_harm(clone, folder):
    (clone / "web" / ".vendor-new" / "a.js").mkdir(parents=True)
    (clone / "web" / ".vendor-old" / "a.js").mkdir(parents=True)
    packages = clone.parent / "home" / "packages"
    (packages / f"{zlib.crc32(bytes(clone)):08x}-of-then" / "node_modules").mkdir(parents=True)
    assert assets.set_up(clone, clone.parent / "home", folder)
    assert [path.name for path in (clone / "web").iterdir()] == ["static"]
    assert list(packages.iterdir()) == []


def test_two_runs_at_once_make_the_folder_once(clone, folder, monkeypatch):
    other_waits, made = threading.Event(), []

    def make(root, home, folder, stamp):
        made.append(stamp)
        assert other_waits.wait(timeout=30)
        folder.mkdir(parents=True)
        (folder / vendor.STAMP).write_bytes(stamp)

    monkeypatch.setattr(assets, "make", make)
    monkeypatch.setattr(assets.click, "echo", lambda *_, **__: other_waits.set())
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(assets.set_up, clone, clone.parent / "home", folder) for _ in range(2)]
    assert sorted(run.result() for run in runs) == [False, True]
    assert len(made) == 1


def test_a_warm_call_answers_in_stable_keys(monkeypatch):
    monkeypatch.setattr(assets, "make", lambda *_: pytest.fail("nothing was to be fetched"))
    result = CliRunner().invoke(main, ["assets", "--json"])
    assert result.exit_code == 0
    facts = json.loads(result.stdout)
    assert set(facts) == {"folder", "fetched", "packages", "files", "size_bytes"}
    assert facts["fetched"] is False


def test_outside_a_clone_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    result = CliRunner().invoke(main, ["assets"])
    assert result.exit_code == 1
    assert "Cách sửa" in result.stderr
    assert "Cure: call ./run in a clone" in result.stderr


def test_a_disk_that_cannot_be_written_is_said(clone, folder, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device", "/full")

    monkeypatch.setattr(assets, "make", refuse)
    with pytest.raises(asset_trouble.NoSpace, match="/full"):
        assets.set_up(clone, clone.parent / "home", folder)
