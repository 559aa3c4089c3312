"""The table of the story names each of its 26 statements, and only pages and commands that are."""

import re
from pathlib import Path

from cuakhau.cli import main

TEXT = Path("docs/story.md").read_text("utf-8")


def test_each_statement_has_its_row_and_each_command_is_one():
    rows = [line.split("|")[1:-1] for line in TEXT.splitlines() if re.match(r"\| \d", line)]
    assert [int(row[0]) for row in rows] == list(range(1, 27))
    assert all(cell.strip() for row in rows for cell in row)
    commands = {found[1] for found in re.finditer(r"`cuakhau ([a-z-]+)", TEXT)}
    assert commands <= set(main.list_commands(None))
