"""Second step of a table: of parts that say the same thing, one counts.

Of a gate, a way and a period, the sources may give a year, its months, a total and its chapters.
They are never added. What covers most months counts; then what is more exact; then the printed
total before the sum of its parts; of days and months the months. Likewise a printed turnover of
both ways goes before export and import added up, and a total of all gates before their sum, where
it covers as many months; in a table by gate the gates go before what names none.
"""

from typing import Any

from cuakhau.trade.cube.parts import LINES, TOTAL_LINES
from cuakhau.trade.cube.question import MEASURES, MONTHS_OF, Question
from cuakhau.trade.cube.shape import Shape

_OTHER_SPAN = 10  # kinds from here on are spans that are no period of their own
_UNIT = ["place", "direction", "cell"]
_SAID_BY = ["source", "saying", "kind"]


def month_number(day: Any) -> Any:
    """Number the month of a date: months since the year 0."""
    return (day.year() * 12 + day.month() - 1).cast("int32")


def cell_of(day: Any, month: Any, period: str | None) -> Any:
    """Number the period of a date or of a month."""
    import ibis

    if period is None:
        return ibis.literal(0, "int32")
    if period == "day":
        return (month * 31 + day.day() - 1).cast("int32")
    return (month // (12 if period == "nine_month" else MONTHS_OF[period])).cast("int32")


def placed(parts: Any, question: Question) -> Any:
    """Give each part its period, its kind and its months; what fits into no period is left out."""
    import ibis

    is_day = parts.span == 0
    cell = cell_of(parts.day, parts.month, question.period)
    if question.period == "day":
        fits = is_day
    elif question.period == "nine_month":
        same_year = parts.ends // 12 == parts.month // 12
        fits = (parts.month % 12 < 9) & (is_day | (same_year & (parts.ends % 12 < 9)))
    else:
        fits = is_day | (cell_of(parts.day, parts.ends, question.period) == cell)
    parts = parts.mutate(cell=cell, kind=_kind(parts)).filter(fits)
    slot = parts.cell if question.period == "day" else parts.month
    return parts.mutate(
        slot=ibis.ifelse(parts.kind <= 1, slot, -1).cast("int32"),
        months=_whole_months(parts, question),
        # Lines of a file belong together, whatever they tell apart; what was printed does not.
        saying=ibis.least(parts.breadth, LINES),
    )


def _kind(parts: Any) -> Any:
    """0 a day, 1 a month, 2 a quarter, 3 a half, 4 nine months, 5 a year; else the span itself."""
    import ibis

    length, whole, begins = parts.closes - parts.opens, parts.is_whole, parts.opens % 12
    return ibis.cases(
        (parts.span == 0, 0),
        (whole & (length == 1), 1),
        (whole & (length == 3) & (begins % 3 == 0), 2),
        (whole & (length == 6) & (begins % 6 == 0), 3),
        (whole & (length == 9) & (begins == 0), 4),
        (whole & (length == 12) & (begins == 0), 5),
        else_=parts.span * 100_000 + parts.month + _OTHER_SPAN,
    ).cast("int64")


def _whole_months(parts: Any, question: Question) -> Any:
    """How many whole months a part covers; none where its value is not known.

    The newest month of facts by day counts only when its last day is there.
    """
    import ibis

    is_known = parts[MEASURES[question.measures[0]]].notnull()
    if question.period == "day":
        return ibis.ifelse(is_known, 1, 0).cast("int32")
    after = parts.latest.max().over(ibis.window()) + ibis.interval(days=1)
    is_going_on = (after.day() != 1) & (parts.month == month_number(after))
    by_day = ibis.ifelse(is_going_on, 0, 1)
    longer = ibis.greatest(parts.closes - parts.opens, 0)
    months = ibis.ifelse(parts.span == 0, by_day, longer)
    return ibis.ifelse(is_known, months, 0).cast("int32")


def chosen(parts: Any, question: Question, shape: Shape) -> tuple[Any, Any]:
    """Give the parts that count, and what they cover: cell (and direction): months, ways."""
    units = _choose_gates(_choose_ways(_choose_sayings(parts), question), question)
    told = [*_UNIT, "slot", *_SAID_BY]
    mine = units.select(**{f"{name}_": units[name] for name in told})
    same = [parts[name] == mine[f"{name}_"] for name in told]
    kept = parts.inner_join(mine, same).select(*parts.columns)
    return _choose_totals(kept, shape), _cover(units, question)


def _choose_totals(kept: Any, shape: Shape) -> Any:
    """Leave out lines beside a line whose code theirs begins with: 0810 is the total of 0810.60.

    A line whose code nobody knows begins with none, and stays.
    """
    import ibis

    if not shape.stem_digits:
        return kept
    unit = [*_UNIT, "slot"]
    # Only these have a sum of their own: 0810.60 and 0810.90 are one part where 0810 is a total.
    totals = kept.filter((kept.breadth == TOTAL_LINES) & (kept.stem != ""))
    for digits in shape.stem_digits:
        deep = kept.stem.length()
        is_part = (deep > digits) | ((deep == digits) & (kept.breadth != TOTAL_LINES))
        kept = kept.mutate(of=ibis.ifelse(is_part, kept.stem.left(digits), ibis.null("string")))
        total = totals.filter(totals.stem.length() == digits).distinct(on=[*unit, "stem"])
        total = total.select(**{f"{name}_": total[name] for name in (*unit, "stem")})
        same = [kept[name] == total[f"{name}_"] for name in unit]
        kept = kept.anti_join(total, [*same, kept["of"] == total.stem_]).drop("of")
    return kept


def _choose_sayings(parts: Any) -> Any:
    """Of all that is said of a gate, a way and a period, keep what counts; one row a month."""
    import ibis

    once = parts.group_by([*_UNIT, "slot", *_SAID_BY, "day", "span"]).agg(
        months=parts.months.max(),
        doubt=parts.doubt.max(),
    )
    said = once.group_by([*_UNIT, "slot", *_SAID_BY]).agg(
        months=once.months.sum(),
        doubt=once.doubt.max(),
    )
    said = said.mutate(
        months=ibis.ifelse(said.slot >= 0, said.months.clip(upper=1), said.months).cast("int32")
    )
    best_first = [
        said.months.desc(), said.doubt, said.saying, said.kind.desc(), said.source
    ]  # fmt: skip
    rank = ibis.row_number().over(group_by=[*_UNIT, "slot"], order_by=best_first)
    best = said.mutate(rank=rank).filter(lambda t: t.rank == 0).drop("rank")
    per_unit = ibis.window(group_by=_UNIT)
    is_long = best.slot < 0
    long = ibis.ifelse(is_long, best.months, -1).max().over(per_unit)
    short = ibis.ifelse(is_long, 0, best.months).sum().over(per_unit)
    long_doubt = ibis.ifelse(is_long, best.doubt, 0).max().over(per_unit)
    short_doubt = ibis.ifelse(is_long, 0, best.doubt).max().over(per_unit)
    has_short = ibis.ifelse(is_long, 0, 1).max().over(per_unit) == 1
    best = best.mutate(
        goes_long=(long >= 0)
        & (~has_short | (long > short) | ((long == short) & (long_doubt <= short_doubt))),
        covers=ibis.greatest(long, short),
        unsure=ibis.ifelse(long > short, long_doubt, short_doubt),
    )
    return best.filter(best.goes_long == (best.slot < 0))


def _choose_ways(units: Any, question: Question) -> Any:
    """Both ways as printed, or export and import added up; never all three."""
    import ibis

    if "direction" in question.by:
        return units
    where = ibis.window(group_by=["place", "cell"])
    of = {
        way: ibis.ifelse(units.direction == way, units.covers, -1).max().over(where)
        for way in ("both", "export", "import")
    }
    added = ibis.ifelse(
        (of["export"] >= 0) & (of["import"] >= 0), ibis.least(of["export"], of["import"]), -1
    )
    units = units.mutate(whole=(of["both"] >= 0) & (of["both"] >= added))
    return units.filter(units.whole == (units.direction == "both")).drop("whole")


def _choose_gates(units: Any, question: Question) -> Any:
    """All gates as printed, or the gates added up; never both.

    Lines without a gate, of a source that names gates, are of a gate that nobody knows.
    """
    import ibis

    unit = ibis.window(group_by=_UNIT)
    of_one = units.source.min().over(unit) == units.source.max().over(unit)
    are_lines = units.saying.min().over(unit) >= LINES
    named = units.place.max().over(ibis.window(group_by=["cell", "source"])) != ""
    units = units.mutate(is_all=(units.place == "") & ~(of_one & are_lines & named))
    where = ibis.window(group_by=["cell"])
    whole = ibis.ifelse(units.is_all, units.covers, -1).max().over(where)
    added = ibis.ifelse(units.is_all, -1, units.covers).max().over(where)
    counts = (added < 0) if "gate" in question.by else (whole >= 0) & (whole >= added)
    units = units.mutate(whole=counts)
    return units.filter(units.whole == units.is_all).drop("whole", "is_all")


def _cover(units: Any, question: Question) -> Any:
    """How many months each period has, in its poorer way, and which ways are in it."""
    import ibis

    months = units.group_by(["cell", "direction", "slot"]).agg(months=units.months.max())
    ways = months.group_by(["cell", "direction"]).agg(months=months.months.sum())
    if "direction" in question.by:
        return ways.mutate(ways=ways.direction)
    covers = ways.group_by("cell").agg(
        months=ways.months.min(), least=ways.direction.min(), most=ways.direction.max()
    )
    told = ibis.ifelse(covers.least == covers.most, covers.least, "both")
    return covers.mutate(ways=told).drop("least", "most")
