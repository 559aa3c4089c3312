"""`cuakhau hs`: the nomenclature of goods that the declaration form searches."""

from pathlib import Path

import click

from cuakhau.cli import _answer, _django


@click.group
def command() -> None:
    """Take in a full nomenclature of goods (HS).

    Example: cuakhau hs import tariff.csv
    """


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_answer.json_option
def take_in(*, file: Path, as_json: bool) -> None:
    """Take in a CSV (or .csv.gz) with a column of codes and of names in vi, en or zh.

    Example: cuakhau hs import tariff.csv
    """
    with _django.database():
        from cuakhau.operations.declare.hs import nomenclature

        try:
            lines = nomenclature.read_nomenclature(file)
        except nomenclature.NotANomenclature as wrong:
            raise click.BadParameter(f"no column of codes or of names: {wrong}") from wrong
        _answer.show({"lines": nomenclature.keep_nomenclature(lines)}, as_json=as_json)
