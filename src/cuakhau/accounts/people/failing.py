"""Slows down whoever guesses passwords, codes or PINs: by name, and by address.

What fails is counted in the database, so that all processes count together and a restart forgives
nothing. `accounts.tries`, which counts in this process alone, stands before it and spares the
database. Names that nobody bears are slowed down as well, or the pause would tell who is known.
"""

from datetime import datetime, timedelta

from cuakhau.accounts import tries
from cuakhau.accounts.models import FailedTry
from cuakhau.accounts.refusals import NotLetIn, a25_few_failed_sign_ins, refuse

MOST_BY_NAME = 5
MOST_BY_ADDRESS = 30  # a whole desk may stand behind one address
WINDOW = timedelta(minutes=15)


def check_failing(name: str, address: str, *, at: datetime) -> None:
    """Raise A25 while a name or an address has used up its wrong tries."""
    try:
        tries.check_tries(_here(name, address), at=at)
    except NotLetIn as slowed:
        raise refuse(a25_few_failed_sign_ins, **slowed.facts) from slowed
    for key, most in ((_name(name), MOST_BY_NAME), (_address(address), MOST_BY_ADDRESS)):
        latest = list(
            FailedTry.objects.filter(key=key, at__gt=at - WINDOW)
            .order_by("-at")
            .values_list("at", flat=True)[:most]
        )
        if len(latest) == most:
            wait_s = int((latest[-1] + WINDOW - at).total_seconds()) + 1
            raise refuse(a25_few_failed_sign_ins, wait_s=wait_s)


def count_failed(name: str, address: str, *, at: datetime) -> None:
    """Count a wrong try; those that count no longer are cleared away."""
    tries.count_failed(_here(name, address), at=at)
    FailedTry.objects.filter(at__lte=at - WINDOW).delete()
    FailedTry.objects.bulk_create(
        FailedTry(key=key, at=at) for key in (_name(name), _address(address))
    )


def forgive(name: str) -> None:
    """Forget the wrong tries of a name, after a right one or a reset. Its address stays counted."""
    FailedTry.objects.filter(key=_name(name)).delete()


def _name(name: str) -> str:
    return f"name:{name.strip().lower()[:80]}"


def _address(address: str) -> str:
    return f"address:{address}"


def _here(name: str, address: str) -> str:
    return f"sign-in:{address}:{_name(name)}"
