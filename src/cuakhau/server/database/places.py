"""Where things lie: the home folder and what is in it; the socket folder outside it."""

import hashlib
import os
import stat
import sys
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cuakhau.server.database.errors import HomeUnwritable, SocketFolderUnsafe
from cuakhau.server.database.ways import Account

# The kernel allows 107 bytes for a socket's path; its name takes 15 of them.
LONGEST_SOCKET_FOLDER = 85
SOCKET_FOLDER = "cuakhau-"
LONGEST_LOG_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one embedded database."""

    home: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder; a link when its account cannot reach the home."""
        return self.home / "database"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "log" / "postgres.log"

    @property
    def turn(self) -> Path:
        """Locked by the process that starts or stops the server."""
        return self.home / "database.turn"

    @property
    def users(self) -> Path:
        """Locked, shared, by the processes that use the server."""
        return self.home / "database.users"

    @property
    def alive(self) -> Path:
        """Locked by the server itself."""
        return self.home / "database.alive"


def home_folder() -> Path:
    """Give CUAKHAU_HOME, else `var` in the clone, else this user's data folder."""
    named = os.environ.get("CUAKHAU_HOME")
    if named:
        return Path(named).expanduser().absolute()
    clone = _find_clone(Path(__file__).resolve())
    return clone / "var" if clone is not None else _user_data_folder()


def lay_out(home: Path) -> Places:
    """Make the home folder ready, or say kindly that it cannot be written."""
    places = Places(home.expanduser().absolute())
    try:
        places.log.parent.mkdir(parents=True, exist_ok=True)
        os.close(open_log(places.log))
        places.turn.touch(mode=0o600)
    except OSError as error:
        raise HomeUnwritable(home=places.home, because=error.strerror) from error
    return places


def open_log(log: Path) -> int:
    """Open the log to be appended to; a long one is put aside first, one generation kept."""
    with suppress(FileNotFoundError):
        if log.stat().st_size > LONGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
    return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)


def make_socket_folder(data: Path, account: Account) -> Path:
    """Make or check the private folder of the socket; its name follows from the data's path."""
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    folder = _short_temporary(account) / f"{SOCKET_FOLDER}{account.uid}-{digest}"
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    except FileExistsError:
        _check_private(folder, account)
    _empty(folder)
    return folder


def remove_socket_folder(folder: Path) -> None:
    """Remove the socket folder of a server that is gone; never one that is not of our making."""
    if folder.name.startswith(SOCKET_FOLDER) and folder.is_dir() and not folder.is_symlink():
        _empty(folder)
        with suppress(OSError):
            folder.rmdir()


def _empty(folder: Path) -> None:
    for leftover in folder.glob(".s.PGSQL.*"):
        leftover.unlink()


def _check_private(folder: Path, account: Account) -> None:
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode):
        raise SocketFolderUnsafe(folder=folder, because="it is not a folder")
    if seen.st_uid != account.uid:
        raise SocketFolderUnsafe(folder=folder, because=f"it belongs to user {seen.st_uid}")
    if stat.S_IMODE(seen.st_mode) & 0o077:
        raise SocketFolderUnsafe(folder=folder, because="others may enter it")


def _short_temporary(account: Account) -> Path:
    names = (tempfile.gettempdir(), "/tmp", "/var/tmp")
    longest = LONGEST_SOCKET_FOLDER - len(f"/{SOCKET_FOLDER}{account.uid}-123456789012")
    for name in names:
        if len(os.fsencode(name)) <= longest and account.reaches(Path(name)):
            return Path(name)
    raise SocketFolderUnsafe(folder=names[0], because=f"{account.name} cannot use it")


def _find_clone(start: Path) -> Path | None:
    for folder in start.parents:
        with suppress(OSError, tomllib.TOMLDecodeError):
            project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
            if project.get("project", {}).get("name") == "cuakhau":
                return folder
    return None


def _user_data_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "cuakhau"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "cuakhau"
