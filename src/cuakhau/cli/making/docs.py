"""`cuakhau docs`: the pages of the manual that are made from the code."""

from pathlib import Path

import click

from cuakhau.cli._answer import json_option, show


@click.command()
@click.option("--to", type=click.Path(path_type=Path), default=Path("docs/manual"))
@json_option
def command(to: Path, *, as_json: bool) -> None:
    """Write the manual pages that are made from the code: rules in three languages, commands.

    Example: cuakhau docs --to docs/manual
    """
    from cuakhau.cli import _django
    from cuakhau.cli.making import _manual

    _django.wake("")  # the rules of the journal need Django, none of them a database
    pages = _manual.write_manual(to)
    show({"folder": str(to), "pages": [page.name for page in pages]}, as_json=as_json)
