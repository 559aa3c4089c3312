"""A made-up extract in a demo zone, with mistakes planted, so that there is something to settle."""

from datetime import date, datetime

from django.conf import settings

from cuakhau.turnover.store.models import Import
from cuakhau.turnover.store.practice import made_up
from cuakhau.turnover.store.saved import save_mapping
from cuakhau.turnover.store.sent import Sent, Signed
from cuakhau.turnover.store.take import take
from cuakhau.zone.zone import Zone

NONCE, NAME = "example-extract", "Bảng kê hải quan (dựng)"
FIRST, LAST = date(2023, 1, 1), date(2024, 7, 1)
GATES = {"huu_nghi", "tan_thanh", "chi_ma"}


def take_practice(zone: Zone, *, by: str, at: datetime) -> int:
    """Take the extract in once, where the zone is a demo and has its gates; give its new facts."""
    if not zone.is_demo or not set(zone.places) >= GATES:
        return 0
    if Import.objects.filter(zone=zone.name, nonce=NONCE).exists():
        return 0
    signed = Signed(by=by, at=at, nonce=NONCE)
    folder = settings.TRADE_FOLDER / zone.name / "sent"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NONCE}.csv"
    path.write_text(made_up.write_extract(FIRST, LAST), encoding="utf-8")
    save_mapping(zone, NAME, made_up.MAPPING, signed)
    sent = Sent(path=path, name=path.name, mapping_name=NAME, mapping=made_up.MAPPING)
    return take(zone, sent, signed).new
