"""The command line: `cuakhau NOUN …`. Each noun is one file of this folder."""

import importlib
import pkgutil

import click


class Nouns(click.Group):
    """Finds the commands in this folder and imports one only when it is asked for.

    A file `cli/zone.py` with a click command called `command` is `cuakhau zone`.
    Files whose names begin with an underscore are shared parts, not commands.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cuakhau", prog_name="cuakhau")
def main() -> None:
    """Run a border-gate economic zone / Điều hành khu kinh tế cửa khẩu.

    Example: cuakhau about --json
    """
