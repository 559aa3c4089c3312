"""Enter rates of currencies, once for each nonce, and value the facts that waited for them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cuakhau.trade.rates import LONGEST, Rate, name_rate, value_facts
from cuakhau.turnover.store import models
from cuakhau.turnover.store.copying import read_facts_where
from cuakhau.turnover.store.models import VALUED, Import
from cuakhau.turnover.store.sent import Signed, digest_rows
from cuakhau.turnover.store.take import alone, keep
from cuakhau.turnover.store.valued import list_rates
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of rates that were entered: how many were new, how many facts they valued."""

    rates: int
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A rate as it was entered, and the days it counts for; none where another replaced it."""

    row: models.Rate
    until: date | None


def enter_rates(zone: Zone, rates: Sequence[Rate], signed: Signed) -> Entered:
    """Keep rates that say something new, then value facts by them. Repeated, nothing is done."""
    with alone(zone.name):
        standing = {(one.currency, one.day): one for one in list_rates(zone.name)}
        new = [one for one in rates if standing.get((one.currency, one.day)) != one]
        models.Rate.objects.bulk_create(
            models.Rate(
                zone=zone.name, currency=one.currency, day=one.day, per_usd=one.per_usd,
                source=one.source, by=signed.by, at=signed.at,
            )
            for one in new
        )  # fmt: skip
        return Entered(len(new), _value_waiting(zone, {one.currency for one in new}, signed))


def list_in_force(zone_name: str) -> list[InForce]:
    """List all rates as they were entered, by currency, the newest day first."""
    rows = list(models.Rate.objects.filter(zone=zone_name).order_by("currency", "-day", "-pk"))
    found: list[InForce] = []
    for row in rows:
        after = found[-1].row if found and found[-1].row.currency == row.currency else None
        if after is not None and after.day == row.day:
            found.append(InForce(row=row, until=None))
            continue
        last = row.day + LONGEST
        until = last if after is None else min(last, after.day - timedelta(days=1))
        found.append(InForce(row=row, until=until))
    return found


def count_waiting(zone_name: str, known_us: int) -> list[tuple[str, date, int]]:
    """Count facts of a value in another currency that no rate tells in dollars, as known.

    By currency and month, the newest first.
    """
    facts = _newest(zone_name, "value_usd_cents IS NULL AND known_us <= %s", [known_us])
    counted = Counter(
        (currency, day.replace(day=1))
        for currency, day in zip(
            facts["currency"].to_pylist(), facts["last_day"].to_pylist(), strict=True
        )
    )
    return [
        (currency, month, count)
        for (currency, month), count in sorted(
            counted.items(), key=lambda one: (one[0][0], -one[0][1].toordinal())
        )
    ]


def _newest(zone_name: str, which: str, values: Sequence[Any] = ()) -> "pa.Table":
    """Give the newest revisions of facts whose value stands in another currency than dollars."""
    newest = (
        "revision = (SELECT max(later.revision) FROM trade_fact later"
        " WHERE later.zone = trade_fact.zone AND later.fact = trade_fact.fact)"
    )
    where = f"zone = %s AND value IS NOT NULL AND currency <> 'USD' AND {which} AND {newest}"
    return read_facts_where(where, [zone_name, *values])


def _value_waiting(zone: Zone, currencies: set[str], signed: Signed) -> int:
    """Make a new revision of each fact that a rate now tells in dollars, or tells otherwise."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not currencies:
        return 0
    told = [name_rate(row) for row in models.Rate.objects.filter(zone=zone.name)]
    which = "currency = ANY(%s) AND (value_usd_cents IS NULL OR rate_source = ANY(%s))"
    before = _newest(zone.name, which, [sorted(currencies), told])
    if not before.num_rows:
        return 0
    blank = before
    for name in ("value_usd_cents", "usd_rate", "rate_source"):
        place = before.schema.get_field_index(name)
        blank = blank.set_column(place, name, pa.nulls(before.num_rows, before.schema[place].type))
    order = [("fact", "ascending")]
    now, before = value_facts(blank, list_rates(zone.name)).sort_by(order), before.sort_by(order)
    was, cents = before["value_usd_cents"], now["value_usd_cents"]
    is_new = pc.or_kleene(pc.is_null(was), pc.not_equal(was, cents))
    changed = now.filter(pc.and_(is_new, pc.is_valid(cents)))
    if not changed.num_rows:
        return 0
    later = {"revision": pc.add(changed["revision"], 1), "known_us": None}
    for name, column in later.items():
        place = changed.schema.get_field_index(name)
        field = changed.schema[place]
        made = pa.nulls(changed.num_rows, field.type) if column is None else column.cast(field.type)
        changed = changed.set_column(place, field, made)
    made = Import(
        kind=VALUED, source="", digest=digest_rows(changed), rows=changed.num_rows,
        good=changed.num_rows, new=0, revised=changed.num_rows, alike=0, aside=0, doubted=0,
        first_day=pc.min(changed["first_day"]).as_py(),
        last_day=pc.max(changed["last_day"]).as_py(),
    )  # fmt: skip
    keep(zone, made, changed, signed)
    return int(changed.num_rows)
