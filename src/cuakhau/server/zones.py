"""The zones that this server serves, loaded once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from cuakhau.zone.load import (
    DEMO,
    ZoneNotFound,
    files_of,
    get_folder,
    load,
    named_after,
    zone_folders,
)
from cuakhau.zone.zone import Zone


@lru_cache(maxsize=1)
def served() -> Mapping[str, Zone]:
    """Give the zones by name. Raises `ZoneNotFound` or `ZoneMistakes`.

    Without CUAKHAU_SERVED these are all that the folders hold, and a demo zone beside each.
    """
    names = settings.SERVED_ZONES or _all_names()
    read: dict[Path, Zone] = {}  # a demo zone has the folder of the real one, read once
    folders = {name: get_folder(name) for name in names}
    for folder in dict.fromkeys(folders.values()):
        read[folder] = load(folder)
    return MappingProxyType(
        {name: named_after(folder, read[folder], name) for name, folder in folders.items()}
    )


def files_of_zone(name: str) -> dict[str, bytes]:
    """Give the files of a zone; those of the real one for a demo. Raises `ZoneNotFound`."""
    for wanted in dict.fromkeys((name, name.removesuffix(DEMO))):
        for parent in zone_folders():
            if (parent / wanted / "zone.toml").is_file():
                return files_of(parent / wanted)
    raise ZoneNotFound(name)


def _all_names() -> list[str]:
    real = sorted(
        {file.parent.name for parent in zone_folders() for file in parent.glob("*/zone.toml")}
    )
    return [name + ending for name in real for ending in (DEMO, "")]
