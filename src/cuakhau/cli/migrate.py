"""`cuakhau migrate`: bring the tables up to date."""

import click

from cuakhau.cli import _answer, _django


@click.command
@_answer.json_option
def command(*, as_json: bool) -> None:
    """Apply what this program has and the database has not.

    Example: DATABASE_URL=postgresql://… cuakhau migrate --json
    """
    with _django.database(migrating=True) as url:
        from cuakhau.server.database.address import shown

        _answer.show({"database": shown(url), "pending": 0}, as_json=as_json)
