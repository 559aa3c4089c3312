"""A command that needs the database: find or start it, then wake Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def database(*, migrating: bool = False) -> Iterator[str]:
    """Give the address of the database, with Django awake and the tables up to date.

    The embedded database is migrated in passing; one of your own only when `migrating`.
    """
    from cuakhau.server import database as databases
    from cuakhau.server.database import DatabaseTrouble, OutsideDatabase

    try:
        with databases.running() as found:
            wake(found.url)
            from django.db import connections

            from cuakhau.server import schema

            try:
                if isinstance(found, OutsideDatabase) and not migrating:
                    schema.require_current()
                else:
                    schema.migrate()
                yield found.url
            finally:
                connections.close_all()
    except click.exceptions.Exit:  # a RuntimeError too, but no trouble: all has been said
        raise
    except (DatabaseTrouble, RuntimeError) as trouble:
        raise click.ClickException(str(trouble)) from trouble


def wake(url: str) -> None:
    """Set Django up on the database of this address."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")
    if not os.environ.get("DATABASE_URL"):
        os.environ["CUAKHAU_DATABASE_URL"] = url
    import django

    django.setup()
