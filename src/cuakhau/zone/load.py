"""A folder of files → a Zone, or all that is wrong with it.

    zones/<name>/zone.toml · procedures.toml · tariffs.csv · names.csv [· sources.csv · history/]

`from_files` is pure: the journal stores the files of every version it has used and loads them
again from there.
"""

import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from cuakhau.zone.check import ZoneMistakes, build_draft, list_mistakes
from cuakhau.zone.demo import as_demo
from cuakhau.zone.reading.raw import SCENARIOS, SETTINGS
from cuakhau.zone.reading.tables import PLURALS
from cuakhau.zone.zone import Zone

DEMO = "-demo"
_NAME = re.compile(r"[A-Za-z0-9][\w-]*", re.ASCII)  # a name is never a path


class ZoneNotFound(LookupError):
    """Raised when no folder holds a zone of that name; the text lists where it was looked for."""


def from_files(name: str, files: Mapping[str, bytes]) -> Zone:
    """Make the zone `name` of its files, keyed by path inside the folder.

    Raises `ZoneMistakes` with every error found; warnings do not stop it.
    """
    draft = build_draft(name, files)
    errors = tuple(m for m in list_mistakes(draft) if m.severity == "error")
    if errors:
        raise ZoneMistakes(name, errors)
    settings = draft.of(SETTINGS)[0].row
    return Zone(
        name=name,
        version=digest(files),
        time_zone=settings.time_zone,
        other_time_zone=settings.other_time_zone,
        day_ends=settings.day_ends,
        countries=settings.countries,
        **{plural: tuple(e.row for e in draft.of(table)) for table, plural in PLURALS.items()},
    )


def load(folder: Path) -> Zone:
    """Read the zone of a folder; its name is the folder's."""
    return from_files(folder.name, files_of(folder))


def find_zone(name: str) -> Zone:
    """Load a zone by name from CUAKHAU_ZONES or from the clone.

    `lang-son-demo` is a demo of the folder `lang-son`, unless it has a folder of its own.
    Raises `ZoneNotFound` or `ZoneMistakes`.
    """
    folder = get_folder(name)
    return named_after(folder, load(folder), name)


def named_after(folder: Path, zone: Zone, name: str) -> Zone:
    """Give the zone of a folder under the name that was asked for: itself, or its demo."""
    return zone if name == folder.name else as_demo(zone, name)


def get_folder(name: str) -> Path:
    """Give the folder in which a zone stands, or raise `ZoneNotFound`."""
    wanted_names = (name, name.removesuffix(DEMO)) if _NAME.fullmatch(name) else ()
    for wanted in dict.fromkeys(wanted_names):
        for parent in zone_folders():
            if (parent / wanted / "zone.toml").is_file():
                return parent / wanted
    looked = ", ".join(str(parent) for parent in zone_folders())
    raise ZoneNotFound(f"no zone {name!r} in {looked}")


def zone_folders() -> tuple[Path, ...]:
    """List the folders that hold zones: CUAKHAU_ZONES, then `zones/` of the clone."""
    asked = [Path(part) for part in os.environ.get("CUAKHAU_ZONES", "").split(os.pathsep) if part]
    return (*asked, Path(__file__).resolve().parents[3] / "zones")


def files_of(folder: Path) -> dict[str, bytes]:
    """Read every file of a zone folder, keyed by its path inside it.

    Hidden ones and scenarios are left out: a new scenario makes no new version of a zone.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    inner = [(path.relative_to(folder), path) for path in paths]
    return {
        relative.as_posix(): path.read_bytes()
        for relative, path in inner
        if relative.parts[0] != SCENARIOS
        and not any(part.startswith(".") for part in relative.parts)
    }


def digest(files: Mapping[str, bytes]) -> str:
    """Digest the sorted (path, sha256 of content) pairs: the version of a zone."""
    total = sha256()
    for path in sorted(files):
        total.update(f"{path}\0{sha256(files[path]).hexdigest()}\n".encode())
    return total.hexdigest()
