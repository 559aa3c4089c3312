"""What nobody but a superuser can do to the log."""

import psycopg


def tamper(server, statement, *values):
    """What only a superuser can do: switch the triggers off and write."""
    with psycopg.connect(server.admin_url.replace("/postgres?", "/cuakhau?")) as admin:
        admin.execute("SET session_replication_role = replica")
        assert admin.execute(statement, values).rowcount == 1
