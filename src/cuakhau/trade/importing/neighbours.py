"""Unit, magnitude, depth: a figure far from its neighbours, a price that is not of the goods.

A value, or a weight, is compared with the median of the same place, way, regime, goods and
partner in the six months before and after. Small flows jump tenfold without any mistake, so ten
times alone is not enough: it must also lie outside of what these neighbours themselves do.
"""

from typing import Any

from cuakhau.trade.facts import MINOR_UNITS
from cuakhau.trade.importing.rows import DOUBTED, facts_of

TIMES = 10
FAR = 0.6  # powers of ten off the mean; whoever is ten times off the median is that far too
FEWEST_NEIGHBOURS = 3
# In spreads (the middle half) of the neighbours; 4 leaves about 1 in 1,000 of real rows in doubt.
SPREADS = 4
FEWEST_PRICES = 30
OUTSIDE = f"abs(size - middle) >= greatest(log10({TIMES}) - 0.01, {SPREADS} * spread)"
TIMES_TOLD = (
    "case when size >= middle then round(pow(10, size - middle))::hugeint::varchar "
    "else '1/' || round(pow(10, middle - size))::hugeint::varchar end"
)
SERIES = "scope, place, direction, regime, hs, partner, currency, length"
# The currencies and units that a whole file is most often wrong by.
GUESSES = ((1_000, "thousands"), (1_000_000, "millions"), (25_000, "VND, USD"), (7, "CNY, USD"))


def check_neighbours(db: Any) -> None:
    """Find F59, F60 and F61. Reads `good` (facts to be) and `known` (facts that stand)."""
    length = "case when d <= 1 then 'd' when d <= 31 then 'm' when d <= 92 then 'q' else 'y' end"
    fields = (
        "first_day, scope, place, direction, regime, hs, partner, currency, value, weight_g, "
        "last_day - first_day + 1 as d"
    )
    db.execute(
        f"""
        create table series as
        select *, hash({SERIES}) as flow,
            log10(case when value > 0 then value end) as value_size,
            log10(case when weight_g > 0 then weight_g end) as weight_size
        from (
            select *, {length} as length from (
                select row, {fields} from good union all
                select null as row, {fields} from known
                where precision <> 'suspect' and fact not in (select fact from good)
            )
        )
        """
    )
    _compare(db, "value", "F59", f"value / {_cents('currency')}")
    _compare(db, "weight", "F60", "weight_g / 1000.0")
    _check_prices(db)
    db.execute("drop table series")


def check_depths(db: Any) -> None:
    """Find F69: lines that no sum counts, since lines beside them have a code theirs begins with.

    Reads `good` and `known`. A short code that puts lines known before out of the sums is told too.
    """
    unit = "scope, place, direction, since, until"
    coded = """
        select {row} as row, scope, place, direction, hs,
            if(first_day = last_day, date_trunc('month', first_day), first_day) as since,
            if(first_day = last_day, null, last_day) as until
        from {facts} where hs is not null
    """
    db.execute(
        f"""
        insert into mistakes
        with coded as (
            {coded.format(row="row", facts="good")} union all
            {coded.format(row="null", facts="known")}
                and precision <> 'suspect' and fact not in (select fact from good)
        ), codes as (
            select distinct hs from coded
        ), begun as (
            select hs as long, unnest([left(hs, 2), left(hs, 4), left(hs, 6)]) as short from codes
        ), pairs as (
            select distinct long, short from begun
            where long <> short and short in (select hs from codes)
        ), stand as (
            select {unit}, hs, bool_or(row is null) as is_known from coded
            where hs in (select long from pairs union all select short from pairs) group by all
        ), told as (
            {_beside(mine="long", other="short")} union all
            {_beside(mine="short", other="long")} and stand.is_known
        )
        select row, 'hs', any_value(hs), 'F69', '{DOUBTED}', {facts_of(beside="min(beside)")}
        from told group by row
        """
    )


def _beside(mine: str, other: str) -> str:
    """Find the lines of the file with one code of a pair beside the other one."""
    return f"""
        select coded.row, coded.hs, stand.hs as beside
        from coded join pairs on coded.hs = pairs.{mine} join stand on stand.hs = pairs.{other}
            and coded.scope = stand.scope and coded.place is not distinct from stand.place
            and coded.direction = stand.direction and coded.since = stand.since
            and coded.until is not distinct from stand.until
        where coded.row is not null
    """


def _compare(db: Any, field: str, rule: str, amount: str) -> None:
    """Look closely only at rows far from the mean of their neighbours: medians are dear."""
    size = f"{field}_size"
    db.execute(
        f"""
        insert into mistakes
        with far as (
            select * from (
                select row, flow, first_day, currency, {amount} as amount, {size} as size,
                    avg({size}) over (
                        partition by flow order by first_day
                        range between interval 6 month preceding and interval 6 month following
                        exclude current row
                    ) as mean
                from series where {size} is not null
            ) where row is not null and abs(size - mean) >= {FAR}
        ), looked as (
            select far.row, any_value(far.amount) as amount, any_value(far.size) as size,
                any_value(far.currency) as currency, count(*) as others,
                median(o.{size}) as middle,
                quantile_cont(o.{size}, 0.75) - quantile_cont(o.{size}, 0.25) as spread
            from far join series o on o.flow = far.flow and o.row is distinct from far.row
                and o.{size} is not null
                and o.first_day between far.first_day - interval 6 month
                    and far.first_day + interval 6 month
            group by far.row
        )
        select row, '{field}', {_spaced("amount")}, '{rule}', '{DOUBTED}',
            {facts_of(times=TIMES_TOLD, usual=_spaced("amount * pow(10, middle - size)"))}
        from looked
        where others >= {FEWEST_NEIGHBOURS} and {OUTSIDE}
        """
    )


def _check_prices(db: Any) -> None:
    """A price is compared with that of the same goods, way and currency in all the data."""
    db.execute(
        f"""
        insert into mistakes
        with priced as (
            select row, hs, direction, currency, value_size - weight_size as size,
                log10(1000.0 / {_cents("currency")}) as unit
            from series where value > 0 and weight_g > 0 and hs is not null
        ), goods as (
            select hs, direction, currency, count(*) as n, median(size) as middle,
                quantile_cont(size, 0.75) - quantile_cont(size, 0.25) as spread
            from priced group by all
        )
        select row, 'weight', printf('%.4g', pow(10, size + unit)), 'F61', '{DOUBTED}',
            {facts_of(times=TIMES_TOLD, usual="printf('%.4g', pow(10, middle + unit))")}
        from priced join goods using (hs, direction, currency)
        where row is not null and n >= {FEWEST_PRICES} and {OUTSIDE}
        """
    )


def _spaced(amount: str) -> str:
    """Write a large number so that no language takes its signs for another's."""
    return f"replace(format('{{:,.0f}}', {amount}), ',', ' ')"


def _cents(currency: str) -> str:
    whole = ", ".join(f"'{one}'" for one in MINOR_UNITS)
    return f"(case when {currency} in ({whole}) then 1.0 else 100.0 end)"


def find_unit(db: Any) -> tuple[float, str] | None:
    """Find how many times larger the file's values are than those known of the same flows.

    Gives nothing where fewer than five flows are known, or the values are alike.
    """
    ((flows, off),) = db.execute(
        f"""
        with flows as (
            select {SERIES.replace(", length", "")}, median(value) as usual
            from known where value > 0 group by all
        )
        select count(*), median(log10(good.value) - log10(flows.usual))
        from good join flows on good.scope = flows.scope
            and good.place is not distinct from flows.place
            and good.direction = flows.direction
            and good.regime is not distinct from flows.regime
            and good.hs is not distinct from flows.hs
            and good.partner is not distinct from flows.partner
            and good.currency = flows.currency
        where good.value > 0
        """
    ).fetchall()
    if flows < 5 or abs(off) < 0.7:
        return None
    times = 10**off
    size = max(times, 1 / times)
    near = [word for guess, word in GUESSES if 0.6 < size / guess < 1.6]
    return times, near[0] if near else "?"
