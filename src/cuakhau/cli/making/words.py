"""`cuakhau words`: the translated texts of the pages."""

from pathlib import Path

import click

import cuakhau
from cuakhau.cli import _answer


@click.command
@_answer.json_option
def command(*, as_json: bool) -> None:
    """Compile the catalogues of translated texts, after a change of a .po file.

    Example: cuakhau words
    """
    from cuakhau.web import catalogue

    root = Path(cuakhau.__file__).parent
    written = [str(path.relative_to(root)) for path in catalogue.compile_all(root)]
    _answer.show({"written": written}, as_json=as_json)
