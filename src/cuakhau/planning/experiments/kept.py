"""Results of runs kept by content: what was run once is not run again.

A result hangs on the network, the seed and the code and on nothing else, so its key is the digest
of these. What cannot be read is made anew; the folder keeps to its size by dropping what was used
longest ago.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import cuakhau.simulation
from cuakhau.planning.experiments.measured import Measured
from cuakhau.simulation.network.types import Network

MOST_BYTES = 64 * 1024 * 1024
CLEARED_TO = 0.8  # of the most, so that not every new result clears again


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of kept results."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def measured(self, key: str, make: Callable[[], Measured]) -> Measured:
        """Give the result kept under `key`, or make and keep it."""
        path = self.folder / key[:2] / f"{key}.json"
        with suppress(OSError, msgspec.MsgspecError):
            found = msgspec.json.decode(path.read_bytes(), type=Measured)
            os.utime(path)  # used just now
            return found
        made = make()
        with suppress(OSError):  # a full or read-only disk costs time, not the answer
            self._write(path, msgspec.json.encode(made))
            self._clear()
        return made

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)

    def _clear(self) -> None:
        kept = [(one.stat(), one) for one in self.folder.glob("??/*")]
        total = sum(told.st_size for told, _ in kept)
        if total <= self.most_bytes:
            return
        for told, path in sorted(kept, key=lambda pair: pair[0].st_mtime_ns):
            path.unlink(missing_ok=True)
            total -= told.st_size
            if total <= self.most_bytes * CLEARED_TO:
                return


def key_of(network: Network, seed: int) -> str:
    """Digest all that a result hangs on."""
    return key_from(network_digest(network), seed)


def key_from(digest: str, seed: int) -> str:
    """Digest a network's digest, a seed and the code."""
    return sha256(f"{digest} {seed} {code_version()}".encode()).hexdigest()


def network_digest(network: Network) -> str:
    """Digest a network by its content."""
    return sha256(msgspec.json.encode(network, order="deterministic")).hexdigest()


@cache
def code_version() -> str:
    """Digest the sources of the simulation and of what is measured: other code, other results."""
    total = sha256()
    for folder in (Path(cuakhau.simulation.__path__[0]), Path(__file__).parent):
        for file in sorted(folder.rglob("*.py")):
            total.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return total.hexdigest()[:16]
