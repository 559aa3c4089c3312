"""The driver's link: a visit number, a last day and a signature. Nobody needs an account for it.

It names no person and opens the page of one visit only. Who has the slip has the link, as with a
paper ticket; when the visit is over, its day ends it.
"""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.http import base36_to_int, int_to_base36

from cuakhau.accounts.refusals import a29_link_is_ours, a30_link_in_time, refuse

HOLDS_FOR = timedelta(days=30)


def sign(zone_name: str, visit: str, *, at: datetime, holds_for: timedelta = HOLDS_FOR) -> str:
    """Give the token of a visit, good until `at + holds_for` (wall time), for an address or QR."""
    until = int_to_base36(int((at + holds_for).timestamp()))
    return _signer(zone_name).sign(f"{visit}~{until}")


def verify(zone_name: str, token: str, *, at: datetime) -> str:
    """Give the visit of a token. Raises A29 for a forged one, A30 for one that is over."""
    try:
        visit, until = _signer(zone_name).unsign(token).rsplit("~", 1)
        until_s = base36_to_int(until)
    except (BadSignature, ValueError) as forged:
        raise refuse(a29_link_is_ours) from forged
    if at.timestamp() >= until_s:
        ended = datetime.fromtimestamp(until_s, at.tzinfo)
        raise refuse(a30_link_in_time, ended=f"{ended:%d/%m/%Y %H:%M}")
    return visit


def _signer(zone_name: str) -> Signer:
    # The zone is in the salt: a link of the demo opens nothing in the real zone.
    return Signer(salt=f"cuakhau.driver.{zone_name}", sep="~")
