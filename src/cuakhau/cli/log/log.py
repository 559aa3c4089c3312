"""`cuakhau log`: a log in the forms of others."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.zone.types import Language


@click.group
def command() -> None:
    """Give a log to other programs.

    Example: cuakhau log export day.parquet --zone lang-son-demo --to ocel.json
    """


@command.command
@click.argument("log", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@_told.zone_option
@click.option(
    "--to",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file: .json or .sqlite for OCEL 2.0, .xes for XES.",
)
@_told.lang_option
@_answer.json_option
def export(
    *, log: Path | None, zone_name: str, file: Path, language: "Language", as_json: bool
) -> None:
    """Write LOG (Parquet), or the journal, as OCEL 2.0 or XES for programs of process mining.

    Corrections are resolved, secret steps and personal data are not in it. It is checked that no
    link dangles and no event or time is lost; otherwise nothing is written (Q4).

    Example: cuakhau log export --zone lang-son-demo --to ocel.sqlite
    """
    zone = _told.find_zone(zone_name)
    with _told.refusals(language, as_json=as_json):
        from cuakhau.statistics.exchange.export import export as write
        from cuakhau.statistics.process.reading import read_log

        if log is not None:
            read = read_log(zone, log)
        else:
            with _django.database():
                from cuakhau.journal import read as journal

                read = journal.log(zone.name)
        written = write(zone, read, file)
    _answer.show({"file": str(file), **asdict(written)}, as_json=as_json)
