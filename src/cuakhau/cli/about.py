"""`cuakhau about`: which program this is and where it keeps its data."""

import importlib.metadata
import os
import platform
from pathlib import Path

import click

from cuakhau.cli import _answer


@click.command
@_answer.json_option
def command(*, as_json: bool) -> None:
    """Say which version runs, on which Python, and where the data are kept.

    Example: cuakhau about --json
    """
    facts = {
        "name": "cuakhau",
        "version": importlib.metadata.version("cuakhau"),
        "python": platform.python_version(),
        "home": str(Path(os.environ.get("CUAKHAU_HOME", "var")).resolve()),
        "licence": "Apache-2.0",
    }
    _answer.show(facts, as_json=as_json)
