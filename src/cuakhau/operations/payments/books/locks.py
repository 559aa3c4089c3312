"""Who waits for whom when the books are written: locks that end with the transaction."""

from django.db import connection, transaction
from django.db.models import Max

from cuakhau.operations.payments.models import Entry


def lock_books(zone_name: str, about: str) -> None:
    """Let only one transaction at a time write about a visit, a firm, a till or a receipt."""
    _lock("pg_advisory_xact_lock", f"books:{zone_name}:{about}")


def share_ledger(zone_name: str) -> None:
    """Say that an entry is being written; writers do not wait for each other."""
    _lock("pg_advisory_xact_lock_shared", f"ledger:{zone_name}")


def find_last_entry(zone_name: str) -> int:
    """Give the number of the last entry below which none can appear any more, 0 for none.

    Waits the moment that entries now being written take to be there.
    """
    with transaction.atomic():
        _lock("pg_advisory_xact_lock", f"ledger:{zone_name}")
        last = Entry.objects.filter(zone=zone_name).aggregate(last=Max("pk"))["last"]
    return int(last or 0)


def _lock(function: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
