"""A file as it was sent, and who takes it in."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import pyarrow as pa


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was sent: where it lies, its name for people, the name and text of a mapping."""

    path: Path
    name: str
    mapping_name: str
    mapping: str


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes in or settles, when (time of the zone), under which nonce."""

    by: str
    at: datetime
    nonce: str

    @property
    def us(self) -> int:
        """The time in microseconds since 1970 UTC."""
        return round(self.at.timestamp() * 1_000_000)


def digest_file(path: Path) -> str:
    """Digest a file as it was sent."""
    with path.open("rb") as opened:
        digest = sha256()
        while part := opened.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def digest_rows(facts: "pa.Table") -> str:
    """Digest facts that come from no file."""
    return sha256(repr(sorted(facts["fact"].to_pylist())).encode()).hexdigest()
