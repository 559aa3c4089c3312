"""The tables: brought up to date, or found wanting."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class TablesBehind(RuntimeError):
    """The tables are older than the program. `cuakhau migrate` brings them up to date."""


def list_pending() -> list[str]:
    """List the migrations that this program has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> list[str]:
    """Apply what is pending; give what was applied."""
    pending = list_pending()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return pending


def require_current() -> None:
    """Raise `TablesBehind` where something is pending."""
    pending = list_pending()
    if pending:
        raise TablesBehind(
            f"{len(pending)} changes of the tables are not applied yet ({pending[0]} …). "
            "Cure: cuakhau migrate"
        )
