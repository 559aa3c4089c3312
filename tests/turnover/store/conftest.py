"""A zone with facts of its own, and a folder for its snapshots."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from cuakhau.turnover.store.sent import Sent, Signed
from cuakhau.turnover.store.take import take
from desk import NOON, desk_database, zone  # noqa: F401
from trade.importing.files import HEADER, MAPPING

_numbers = count(1)


def signed(at: datetime = NOON, nonce: str = "") -> Signed:
    return Signed(by="clerk", at=at, nonce=nonce or f"trade-{next(_numbers)}")


@pytest.fixture
def desk(zone, tmp_path, settings):  # noqa: F811
    """Takes files in: `desk.take(line(), …)`; each a minute later."""
    settings.TRADE_FOLDER = tmp_path / "snapshots"
    return Desk(zone, tmp_path)


class Desk:
    def __init__(self, zone, folder):  # noqa: F811
        self.zone, self.folder, self.at = zone, folder, NOON

    def later(self):
        self.at += timedelta(minutes=1)
        return signed(self.at)

    def sent(self, *lines, text=""):
        path = self.folder / "extract.csv"
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        mapping = text or MAPPING.replace('"huu_nghi"', '"main_road"')
        return Sent(
            path=path,
            name="extract.csv",
            mapping_name="made up",
            mapping=mapping.replace('decimal = ","', 'delimiter = ";"\ndecimal = ","'),
        )

    def take(self, *lines, text=""):
        return take(self.zone, self.sent(*lines, text=text), self.later())
