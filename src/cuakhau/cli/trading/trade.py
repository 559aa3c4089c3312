"""`cuakhau trade …`: each act is one file `_act.py` of this folder with a command of its own."""

import importlib
from pathlib import Path

import click


class Acts(click.Group):
    """Finds the acts in this folder and imports one only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(file.stem.removeprefix("_") for file in Path(__file__).parent.glob("_[!_]*"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"cuakhau.cli.trading._{cmd_name}").command
        return command


@click.group(cls=Acts)
def command() -> None:
    """Take in facts of trade, tell them, add them up and look ahead.

    Example: cuakhau trade sentence --period 2017,2018Q1 --lang en
    """
