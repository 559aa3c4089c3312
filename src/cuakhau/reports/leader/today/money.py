"""Turnover of the latest period that is known, and the fees of today."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from cuakhau.figures import Data, measure
from cuakhau.figures.data import Books
from cuakhau.figures.trade.sentence import tell
from cuakhau.journal.versions import database_name
from cuakhau.movement.times import local_day
from cuakhau.operations.payments.books.locks import find_last_entry
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Plain, Said
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.periods import Period
from cuakhau.turnover.reading.known import read_trade
from cuakhau.turnover.reading.rolled import Held
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

FEES = ("charged", "waived", "cash", "bank", "debt")


def tell_turnover(ground: Ground) -> Section:
    """Tell the latest published period with its sentence."""
    spans, lead = _say_turnover(ground)
    return Section(
        id="turnover",
        title=_("Turnover, the latest known"),
        icon="chart-line",
        spans=spans or plain(_("Nothing is recorded of trade yet.")),
        address="turnover:desk",
        act="see_turnover",
        lead=lead,
    )


def _say_turnover(ground: Ground) -> tuple[tuple[Plain | Said, ...], Said | None]:
    data = read_trade(ground.zone, ground.at_us)
    assert data.facts is not None
    known = Known(Held(data.facts), data)
    return _say_latest(known, local_day(ground.zone, ground.at_us).isoformat(), ground.language)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of trade, as a key of what was said of it: the facts and their version."""

    facts: Held
    data: Data = field(compare=False)


@lru_cache(maxsize=16)
def _say_latest(
    known: Known, today: str, language: Language
) -> tuple[tuple[Plain | Said, ...], Said | None]:
    latest = find_latest(known.data, today)
    if latest is None:
        return (), None
    scope, period = latest
    pieces = tell(known.data, [period], scope=scope, direction="both", language=language)
    spans = tuple(Said(one.figure, one.text) if one.figure else Plain(one.text) for one in pieces)
    lead = next((one for one in spans if isinstance(one, Said)), None)
    about = Plain(_(" (Scope: {scope}.)").format(scope=name_scope(scope, language)))
    return (*spans, about), lead


def find_latest(data: Data, today: str) -> tuple[str, Period] | None:
    """Find the scope and period of the latest total that was published of days gone by."""
    assert data.facts is not None
    return _find_latest(Held(data.facts), today)


@lru_cache(maxsize=8)
def _find_latest(held: Held, today: str) -> tuple[str, Period] | None:
    import pyarrow.compute as pc

    facts = held.table
    wanted = pc.and_(pc.equal(facts["direction"], "both"), pc.is_valid(facts["value_usd_cents"]))
    for whole in ("place", "hs", "partner", "regime"):
        wanted = pc.and_(wanted, pc.is_null(facts[whole]))
    rows = facts.filter(wanted).select(["scope", "precision", "first_day", "last_day"]).to_pylist()
    told = [
        (row["last_day"], row["first_day"], row["scope"])
        for row in rows
        if row["precision"] != "suspect" and row["last_day"].isoformat() < today
    ]
    if not told:
        return None
    last, first, scope = min(told, key=lambda one: (-one[0].toordinal(), one[1], one[2]))
    return scope, Period(first, last)


@lru_cache(maxsize=8)
def _recall_books(_database: str, zone: Zone, today: date, last: int) -> Books:
    """Entries are only added, so that those up to one of them are added up once."""
    return read_books(zone, today, today, last)


def tell_fees(ground: Ground) -> Section:
    """Tell what the books say of today."""
    today = local_day(ground.zone, ground.at_us)
    last = find_last_entry(ground.zone.name)
    books = _recall_books(database_name(), ground.zone, today, last)
    data = build_data(ground.zone, books, ground.at_us)
    about = {"since": books.since, "until": books.until, "gate": "*", "charge": "*", "goods": "*"}
    said = {name: say(measure(data, f"fees.{name}", **about), ground.language) for name in FEES}
    template = _(
        "Charged today {charged}; taken in cash {cash} and by transfer {bank}; left on account "
        "{debt}; let off {waived}."
    )
    return Section(
        id="fees",
        title=_("Fees today"),
        icon="cash",
        spans=compose(template, said) if books.sums else plain(_("Nothing is booked today.")),
        address="payments:revenue",
        act="see_revenue",
        lead=said["charged"] if books.sums else None,
    )
