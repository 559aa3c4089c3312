"""Lines and targets of a demo zone, so that who opens its pages of turnover finds them alive.

They have a scope of their own, and each says that it is made up: nothing of them is ever added to
what was published. The rates are real, and name who published them.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from cuakhau.trade.made_up import NOTE, SCOPE, SOURCE, made_up_lines
from cuakhau.trade.rates import Rate
from cuakhau.turnover.rates.acts import enter_rates
from cuakhau.turnover.store.models import FILE, Import
from cuakhau.turnover.store.sent import Signed, digest_rows
from cuakhau.turnover.store.take import alone, keep
from cuakhau.turnover.targets.acts import Saying, set_target
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

# Million USD and billion VND. None of fees: the books of a demo begin on the day it begins.
TARGETS = (("value", 4_700), ("tax", 8_600))
NONCE = "example-trade"
# What was published: yuan for one dollar, the average of a month in which a figure of the Chinese
# side ends. Of the dong no rate with a publisher's name is at hand; it stays unknown.
RATES = (
    (date(2019, 12, 1), 7.0137), (date(2023, 6, 1), 7.1614), (date(2023, 11, 1), 7.2226),
    (date(2024, 6, 1), 7.2547),
)  # fmt: skip
RATES_SAID_BY = "Federal Reserve, H.10 Foreign Exchange Rates, monthly average"


def seed(zone: Zone, *, by: str, at: datetime) -> int:
    """Put made-up lines and targets into a demo zone, once; tell how many lines were put now."""
    if not zone.is_demo or Import.objects.filter(zone=zone.name, nonce=NONCE).exists():
        return 0
    lines = made_up_lines([one.id for one in zone.gates], at.date())
    signed = Signed(by=by, at=at, nonce=NONCE)
    with alone(zone.name):
        if Import.objects.filter(zone=zone.name, nonce=NONCE).exists():
            return 0
        told = [Rate("CNY", day, per_usd, RATES_SAID_BY) for day, per_usd in RATES]
        enter_rates(zone, [one for one in told if one.day <= at.date()], signed)
        keep(zone, _import_of(lines), lines, signed)
        for measure, amount in TARGETS:
            said = Saying(
                year=str(at.year), measure=measure, scope=SCOPE, amount=str(amount),
                valid_from="", source=NOTE,
            )  # fmt: skip
            nonce = f"{NONCE}-{measure}"
            set_target(zone, said, scopes=[SCOPE], by=by, at=at, nonce=nonce)
    return int(lines.num_rows)


def _import_of(lines: "pa.Table") -> Import:
    import pyarrow.compute as pc

    revised = int(pc.sum(pc.greater(lines["revision"], 1)).as_py() or 0)
    ends = pc.min_max(lines["first_day"]).as_py(), pc.min_max(lines["last_day"]).as_py()
    return Import(
        kind=FILE, source=SOURCE, name=f"{SOURCE}.csv", digest=digest_rows(lines),
        rows=lines.num_rows, good=lines.num_rows, new=lines.num_rows - revised, revised=revised,
        alike=0, aside=0, doubted=0, first_day=ends[0]["min"], last_day=ends[1]["max"],
        missing=["2022-11"],
    )  # fmt: skip
