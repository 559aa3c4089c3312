"""`cuakhau assets`: fetch what pages load, so that nothing comes from other hosts later."""

import fcntl
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from cuakhau.cli import _answer
from cuakhau.cli.making import _npm
from cuakhau.web import vendor
from cuakhau.web.asset_trouble import AssetTrouble, NoLock, NoSpace

ROOT = vendor.WEB.parents[2]
WAITING = "cuakhau: một lần chạy khác đang chuẩn bị; xin chờ. / another run is setting up; waiting."


@click.command
@_answer.json_option
def command(*, as_json: bool) -> None:
    """Fetch the scripts, styles, icons and fonts of the pages, unless they are there.

    Example: cuakhau assets --json
    """
    home = Path(os.environ.get("CUAKHAU_HOME", "var")).resolve()
    try:
        fetched = set_up(ROOT, home)
    except AssetTrouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    manifest = vendor.read_manifest()
    facts = {
        "folder": str(vendor.VENDOR),
        "fetched": fetched,
        "packages": len(manifest["packages"]),
        "files": len(manifest["files"]),
        "size_bytes": sum(row["size_bytes"] for row in manifest["files"]),
    }
    _answer.show(facts, as_json=as_json)


def set_up(root: Path, home: Path, folder: Path = vendor.VENDOR) -> bool:
    """Fill the vendor folder of a clone unless it is current; say whether anything was fetched."""
    lock = root / "package-lock.json"
    if not lock.is_file():
        raise NoLock(file=lock)
    if vendor.is_current(vendor.build_stamp(lock), folder):
        return False
    try:
        with alone(root / ".setup.lock"):
            stamp = vendor.build_stamp(lock)
            if vendor.is_current(stamp, folder):  # the run we waited for did it
                return False
            make(root, home, folder, stamp)
    except OSError as trouble:
        raise NoSpace(because=trouble, folder=trouble.filename or home) from trouble
    return True


def make(root: Path, home: Path, folder: Path, stamp: bytes) -> None:
    """Install, collect beside the vendor folder, put in place."""
    packages, mine = home / "packages", f"{zlib.crc32(bytes(root)):08x}-"
    made = folder.parents[1] / ".vendor-new"
    packages.mkdir(parents=True, exist_ok=True)
    # An npm whose parent was killed may still write to the folder of that run; take another.
    leftovers = [*packages.glob(f"{mine}*"), made]
    work = Path(tempfile.mkdtemp(prefix=mine, dir=packages))
    try:
        for leftover in leftovers:
            shutil.rmtree(leftover, ignore_errors=True)
        vendor.list_locked(root / "package-lock.json")  # a lock without hashes fetches nothing
        modules = _npm.install_locked(root, work)
        vendor.collect(vendor.read_table(), root / "package-lock.json", modules, made)
        (made / vendor.STAMP).write_bytes(stamp)
        vendor.put_in_place(made, folder)
    finally:
        for leftover in (work, made):
            shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock that `./run` holds too while it sets up; it goes with the process."""
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo(WAITING, err=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
