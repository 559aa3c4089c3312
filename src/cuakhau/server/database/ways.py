"""Under which account PostgreSQL runs: it refuses to run as root.

plain       as we are: an ordinary user
namespace   root, seen inside a user namespace as `nobody`; files stay root's own, 0700
drop        root steps down to the user `postgres`, else `nobody`; data belong to that user
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from cuakhau.server.database.errors import WayClosed

NOBODY = 65534
UNSHARE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


class Way(StrEnum):
    """How a server process gets an account that PostgreSQL accepts."""

    PLAIN = "plain"
    NAMESPACE = "namespace"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs PostgreSQL and owns its files."""

    way: Way
    uid: int
    gid: int

    @property
    def name(self) -> str:
        """The user's name, for messages."""
        return pwd.getpwuid(self.uid).pw_name

    def run(self, words: Sequence[str | Path], **how: Any) -> "subprocess.CompletedProcess[str]":
        """Run a program under this account to its end and keep what it says.

        It knows nothing of our own PG* variables and languages.
        """
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, **how}
        command = self._command(words)
        return subprocess.run(command, check=False, **self._identity(), **_defaults(how))

    def reaches(self, folder: Path) -> bool:
        """Whether the account can enter a folder. Asked of the system, which alone knows."""
        return self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).returncode == 0

    def can_run(self, program: Path) -> bool:
        """Whether the account can reach and run a program that knows --version."""
        return self.run(["/bin/sh", "-c", '"$1" --version', "sh", program]).returncode == 0

    def _command(self, words: Sequence[str | Path]) -> list[str]:
        prefix = UNSHARE if self.way is Way.NAMESPACE else ()
        return [*prefix, *(str(word) for word in words)]

    def _identity(self) -> dict[str, Any]:
        if self.way is not Way.DROP:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def way_to_run(force: Way | None = None) -> Way:
    """Choose how to run PostgreSQL here; `force` chooses by hand and must be possible."""
    if os.geteuid() != 0:
        if force not in (None, Way.PLAIN):
            raise WayClosed(way=force, because="only root can change the account")
        return Way.PLAIN
    if force is Way.PLAIN:
        raise WayClosed(way=force, because="PostgreSQL refuses to run as root")
    if force is Way.NAMESPACE and not namespaces_work():
        raise WayClosed(way=force, because="user namespaces are closed here")
    return force or (Way.NAMESPACE if namespaces_work() else Way.DROP)


def account_for(way: Way) -> Account:
    """Give the account that goes with a way."""
    if way is not Way.DROP:
        return Account(way, os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(way, entry.pw_uid, entry.pw_gid)
    raise WayClosed(way=way, because="there is no user 'postgres' or 'nobody'")


def account_owning(folder: Path) -> Account:
    """Give the account under which the owner of existing data runs."""
    owner = folder.stat()
    if owner.st_uid == os.geteuid():
        return account_for(Way.NAMESPACE if owner.st_uid == 0 else Way.PLAIN)
    return Account(way_to_run(Way.DROP), owner.st_uid, owner.st_gid)


@lru_cache
def namespaces_work() -> bool:
    """Whether this machine lets us open a user namespace (containers often do not)."""
    if shutil.which(UNSHARE[0]) is None:
        return False
    try:
        pwd.getpwuid(NOBODY)  # initdb asks for the name of its user
    except KeyError:
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


def _defaults(how: dict[str, Any]) -> dict[str, Any]:
    # The account may be barred from our working folder, hence "/".
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    env |= {"LC_ALL": "C"} | how.pop("env", {})
    return {"cwd": "/", "stdin": subprocess.DEVNULL, "env": env, **how}
