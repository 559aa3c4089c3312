"""The command line: `cuakhau NOUN …`. Each noun is one file of this folder or of one below it."""

import importlib
from functools import cache
from pathlib import Path

import click


class Nouns(click.Group):
    """Finds the commands in this folder and imports one only when it is asked for.

    A file `cli/data/zone.py` with a click command called `command` is `cuakhau zone`; the folder
    is no part of the command. Names that begin with an underscore are shared parts.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _modules().get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command


@cache
def _modules() -> dict[str, str]:
    """Command → module, for this folder and those below it; nothing is imported to know."""
    here = Path(__path__[0])
    found = {}
    for file in [*here.glob("*.py"), *here.glob("[!_]*/*.py")]:
        if not file.name.startswith("_"):
            dotted = ".".join(file.relative_to(here).with_suffix("").parts)
            found[file.stem.replace("_", "-")] = f"{__name__}.{dotted}"
    return found


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cuakhau", prog_name="cuakhau")
def main() -> None:
    """Run a border-gate economic zone / Điều hành khu kinh tế cửa khẩu.

    Example: cuakhau about --json
    """
