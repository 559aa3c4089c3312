"""Which scopes a zone has, which periods are known of one, and what each says of a period."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cuakhau.figures import Data
from cuakhau.figures.trade.values import of_a_part
from cuakhau.journal.versions import database_name
from cuakhau.trade.naming.scopes import explain_scope, name_scope
from cuakhau.trade.periods import Period, of_months, write_period
from cuakhau.trade.sentence import list_told
from cuakhau.turnover.reading.known import Seen, facts_of, seen_of
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

FAR_APART = 5  # times: such scopes must not be taken for one another
MONTHS_SHOWN = 36


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one scope: the published periods, and first and last month of its lines.

    `valued` are those of which a value in USD was published, not a growth or a weight alone.
    """

    scope: str
    published: tuple[Period, ...]
    valued: tuple[Period, ...]
    first: date | None
    last: date | None


def list_scopes(zone: Zone, seen: Seen) -> tuple[Known, ...]:
    """List the scopes: with lines of goods, with published values, then by what is newest."""
    return _list_scopes(database_name(), zone, seen)


@lru_cache(maxsize=32)
def _list_scopes(_database: str, zone: Zone, seen: Seen) -> tuple[Known, ...]:
    import pyarrow.compute as pc

    facts = facts_of(zone, seen)
    found = []
    for scope in pc.unique(facts["scope"]).to_pylist():
        rows = facts.filter(pc.equal(facts["scope"], scope))
        is_line = of_a_part(rows)
        lines = rows.filter(is_line)
        ends = pc.min_max(lines["first_day"]).as_py() if lines.num_rows else {}
        printed = rows.filter(pc.invert(is_line))
        valued = printed.filter(pc.is_valid(printed["value_usd_cents"]))
        periods, known = _periods_of(printed), _periods_of(valued)
        found.append(Known(scope, periods, known, ends.get("min"), ends.get("max")))
    return tuple(sorted(found, key=_newest, reverse=True))


def _periods_of(rows: "pa.Table") -> tuple[Period, ...]:
    pairs = rows.group_by(["first_day", "last_day"]).aggregate([]).to_pylist()
    return tuple(sorted(Period(one["first_day"], one["last_day"]) for one in pairs))


def _newest(known: Known) -> tuple[bool, bool, date]:
    last = max((one.last for one in known.valued or known.published), default=date.min)
    return known.last is not None, bool(known.valued), known.last or last


def pick_period(known: Known | None, today: date) -> Period:
    """Pick what is shown first: the year up to the last month of lines, else the newest value."""
    if known is None:
        return of_months(today.year - 1, 1, 12)
    if known.last is not None:
        return of_months(known.last.year, 1, known.last.month)
    return max(known.valued or known.published, key=lambda one: (one.last, one.last - one.first))


def list_periods(known: Known) -> list[Period]:
    """List the periods one can choose: those published, and those with lines; the newest first."""
    periods = set(known.published)
    if known.first is not None and known.last is not None:
        last = known.last.year * 12 + known.last.month - 1
        first = max(known.first.year * 12 + known.first.month - 1, last - MONTHS_SHOWN + 1)
        for year in range(first // 12, last // 12 + 1):
            spans = [(1, 12), (1, 9), (1, 6), (7, 12), (1, 3), (4, 6), (7, 9), (10, 12)]
            spans += [(month, month) for month in range(1, 13)]
            whole = [span for span in spans if first <= year * 12 + span[0] - 1]
            periods |= {of_months(year, *span) for span in whole if year * 12 + span[1] - 1 <= last}
        periods |= {of_months(last // 12, 1, last % 12 + 1), of_months(last // 12, 1, 12)}
    return sorted(periods, key=lambda one: (one.first.year, one.last, one.first), reverse=True)


def tell_scopes(
    zone: Zone, data: Data, period: Period, direction: str, language: Language
) -> list[dict[str, Any]]:
    """Tell each scope apart with what it says of the period; `cents` is `None` where unknown."""
    seen = seen_of(data.version.log)
    rows = []
    for known in list_scopes(zone, seen):
        told = list_told(data.facts, [period], scope=known.scope, direction=direction)[0]
        cents = told.value_usd_cents
        if cents is None and known.last is not None:
            wanted = Wanted(
                seen=seen, scope=known.scope, since=period.first, until=period.last,
                direction=direction,
            )  # fmt: skip
            cents = next((one.value_usd_cents for one in add_up(zone, wanted)), None)
        rows.append(
            {
                "scope": known.scope,
                "name": name_scope(known.scope, language),
                "about": explain_scope(known.scope, language),
                "told": told,
                "cents": cents,
                "period": write_period(period),
            }
        )
    return rows


def are_far_apart(rows: list[dict[str, Any]]) -> bool:
    """Tell whether two scopes of this period differ so much that they must not be mixed up."""
    known = [row["cents"] for row in rows if row["cents"]]
    return len(known) > 1 and max(known) >= FAR_APART * min(known)
