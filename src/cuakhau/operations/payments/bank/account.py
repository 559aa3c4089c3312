"""The bank account that the fees of a zone are paid to."""

import re
from datetime import datetime
from typing import Any

from msgspec import Struct

from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.payments.bank.refusals import f31_account_is_whole
from cuakhau.operations.payments.models import CollectionAccount
from cuakhau.operations.payments.refusals import not_taken
from cuakhau.zone.zone import Zone

# Nobody's account: a demo shows a code that no bank can pay to.
DEMO = {
    "bank_bin": "970000",
    "bank_name": "Demo",
    "account": "DEMO0000",
    "holder": "KHONG CHUYEN TIEN",
}


class Account(Struct, frozen=True, kw_only=True):
    """A bank by the six digits that NAPAS knows it by, the number and the holder of the account."""

    bank_bin: str
    bank_name: str
    account: str
    holder: str


def find_account(zone: Zone) -> Account | None:
    """Find the account in force; a demo zone without one has one that nobody can pay to."""
    row = CollectionAccount.objects.filter(zone=zone.name).order_by("-pk").first()
    if row is not None:
        return Account(
            bank_bin=row.bank_bin, bank_name=row.bank_name, account=row.account, holder=row.holder
        )
    return Account(**DEMO) if zone.is_demo else None


def set_account(zone: Zone, account: Account, *, by: str, at: datetime, nonce: str) -> None:
    """Set the account from now on; the earlier ones stay in the books. Raises F31."""
    if not (
        re.fullmatch(r"\d{6}", account.bank_bin)
        and re.fullmatch(r"[0-9A-Za-z]{1,19}", account.account)
        and account.bank_name.strip()
        and account.holder.strip()
    ):
        raise not_taken(f31_account_is_whole)

    def act() -> dict[str, Any]:
        CollectionAccount.objects.create(
            zone=zone.name,
            bank_bin=account.bank_bin,
            bank_name=account.bank_name.strip()[:80],
            account=account.account,
            holder=account.holder.strip()[:80],
            by=by,
            at=at,
        )
        return {}

    do_once(Asked(zone.name, nonce, digest_of("account", account, by), by, at), act)
