"""Which log a command reads: a file, or the journal of the zone."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _django
from cuakhau.cli.planning import _recorded

if TYPE_CHECKING:
    from cuakhau.movement.log import EventLog
    from cuakhau.simulation.twin.twin import Twin
    from cuakhau.zone.zone import Zone

from_option = click.option(
    "--from", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A log as Parquet; the journal of the zone if left out.",
)  # fmt: skip
journal_option = click.option(
    "--journal", is_flag=True, help="Read the journal of the zone (this is the default)."
)


def read_log(zone: "Zone", file: Path | None) -> "EventLog":
    """Read a log. Raises `FitRefused` P62 for a file that is none of this zone."""
    if file is None:
        with _django.database():
            from cuakhau.journal import read

            return read.log(zone.name)
    return _recorded.read_file(zone, file)


def find_twin(name: str, zone: "Zone") -> "Twin | None":
    """Give the twin of a zone as it is; `None` where its folder has none. Raises `TwinMistakes`."""
    from cuakhau.simulation.twin.load import load_twin
    from cuakhau.zone.load import files_of, get_folder
    from cuakhau.zone.reading.raw import TWIN_FILE

    files = files_of(get_folder(name))
    return load_twin(zone, files) if TWIN_FILE in files else None
