"""The page of the mirror: translate, one call, translate back."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.journal.versions import database_name
from cuakhau.trade.mirror import Difference, Side, Stated, reconcile
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.turnover.mirror.words import list_periods, list_ways, name_period, tell_reason
from cuakhau.turnover.reading.known import Seen, facts_of, read_trade, seen_of
from cuakhau.turnover.reading.whole import whole_file
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

MOST_SHOWN = 60
MOST_FACTS = 200_000
OURS, THEIRS = "declared_lang_son_customs", "all_through_province"
_MOST_FREIGHT_PCT = 100.0


@dataclass(frozen=True, slots=True)
class _Asked:
    ours: str
    theirs: str
    period: str
    freight_pct: float | None


@require_safe
@needs("see_turnover")
def show_mirror(request: Request, zone_name: str) -> HttpResponseBase:
    """Show two accounts of the trade of a zone beside each other, newest period first."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    now = request.here.now(zone.name)
    seen = seen_of(read_trade(zone, int(now.timestamp() * 1_000_000)).version.log)
    scopes = _list_scopes(database_name(), zone, seen)
    page: dict[str, Any] = {"zone": zone.name, "periods": list_periods(), "most": MOST_SHOWN}
    if scopes:
        asked = _read(request, scopes)
        page |= {
            "asked": asked,
            "scopes": [(scope, name_scope(scope, language)) for scope in scopes],
            "rows": _tell(zone, asked, _reconcile(database_name(), zone, seen, asked), language),
        }
    context = {"page": page, "mark": _("demo") if zone.is_demo else ""}
    return render(request, "mirror/mirror.html", context)


def _read(request: Request, scopes: tuple[str, ...]) -> _Asked:
    def pick(name: str, usual: str, otherwise: str) -> str:
        said = request.GET.get(name, usual)
        return said if said in scopes else otherwise

    period = request.GET.get("period", "year")
    try:
        freight = min(max(float(request.GET.get("freight") or 0), 0.0), _MOST_FREIGHT_PCT)
    except ValueError:
        freight = 0.0
    return _Asked(
        ours=pick("ours", OURS, scopes[0]),
        theirs=pick("theirs", THEIRS, scopes[-1]),
        period=period if period in dict(list_periods()) else "year",
        freight_pct=freight if freight > 0 else None,  # NaN is no freight either
    )


@lru_cache(maxsize=8)
def _list_scopes(_database: str, zone: Zone, seen: Seen) -> tuple[str, ...]:
    import pyarrow.compute as pc

    return tuple(sorted(pc.unique(facts_of(zone, seen)["scope"]).to_pylist()))


@lru_cache(maxsize=32)
def _reconcile(_database: str, zone: Zone, seen: Seen, asked: _Asked) -> tuple[Difference, ...]:
    facts = _facts(zone, seen, (asked.ours, asked.theirs))
    return reconcile(
        Side(facts=facts, scope=asked.ours),
        Side(facts=facts, scope=asked.theirs, is_partner=asked.freight_pct is not None),
        by=("direction", asked.period),
        stated=Stated(cif_fob_pct=asked.freight_pct),
    )


def _facts(zone: Zone, seen: Seen, scopes: tuple[str, str]) -> "pa.Table":
    """Give all facts of two scopes, taken in or published; of very many the sums of their months.

    Only facts tell by which rate they were valued and at which hour their days end.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    sums = facts_of(zone, seen)
    mine = sums.filter(pc.is_in(sums["scope"], value_set=pa.array(scopes)))
    if (pc.sum(mine["lines"]).as_py() or 0) > MOST_FACTS:
        return mine
    known = (pc.field("known_us") <= seen.known_us) & pc.field("scope").isin(list(scopes))
    return pq.read_table(whole_file(zone), filters=known)


def _tell(
    zone: Zone, asked: _Asked, found: tuple[Difference, ...], language: Language
) -> list[dict[str, Any]]:
    ways, rows = list_ways(), reverse("turnover:rows", args=[zone.name])
    told = []
    newest = sorted(found, key=lambda one: one.first_day, reverse=True)
    for one in newest[:MOST_SHOWN]:
        period = name_period(asked.period, one.first_day)
        [way] = one.names
        told.append(
            {
                "period": period,
                "way": ways[way],
                "ours": _dollars(one.ours),
                "theirs": _dollars(one.theirs),
                "gap": _dollars(one.gap),
                "reasons": [
                    {"text": tell_reason(why, language), "gap": _dollars(why.cents)}
                    for why in one.reasons
                ],
                "our_rows": one.our_rows.count,
                "their_rows": one.their_rows.count,
                "our_link": f"{rows}?scope={asked.ours}&period={period}",
                "their_link": f"{rows}?scope={asked.theirs}&period={period}",
            }
        )
    return told


def _dollars(cents: int | None) -> int | None:
    return None if cents is None else round(cents / 100)
