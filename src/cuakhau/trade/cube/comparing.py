"""Third step of a table: its cells, and each cell beside another time and beside the whole.

Growth is unknown wherever one of the two periods lacks a month, holds rows whose value nobody
knows, or counts other ways (exports alone beside exports and imports).
"""

from typing import Any

from cuakhau.trade.cube.choosing import cell_of, chosen, month_number, placed
from cuakhau.trade.cube.parts import parts
from cuakhau.trade.cube.question import A_YEAR, MEASURES, MONTHS_OF, Question
from cuakhau.trade.cube.shape import Shape


def expression(facts: Any, question: Question, shape: Shape) -> Any:
    """Build the Ibis expression of a whole table over facts of `FACT_SCHEMA`."""
    kept, cover = chosen(placed(parts(facts, question, shape), question), question, shape)
    names = _names(question)
    cells = kept.group_by([*names, "cell"]).agg(**_sums(kept, question))
    cells = _marked(cells, cover, question)
    for comparison in ("year", "before"):
        if comparison in question.growth:
            cells = _beside(cells, cover, question, comparison)
    cells = _beside_the_whole(cells, question)
    if "rolling" in question.growth:
        cells = _rolling(cells, cover, question)
    blank = {name: cells[name].nullif("") for name in names}
    return cells.mutate(**blank).order_by([*names, "cell"])


def _names(question: Question) -> list[str]:
    """The columns of the facts that tell cells of one period apart."""
    names = ["place" if word == "gate" else word for word in question.dimensions]
    return [*names, "day_ends"] if question.period == "day" else names


def _sums(kept: Any, question: Question) -> dict[str, Any]:
    sums = {"facts": kept.facts.sum().cast("int64"), "doubt": kept.doubt.max().cast("int32")}
    if question.period == "day":
        sums["date"] = kept.day.min()
    for measure in question.measures:
        for name in (MEASURES[measure], f"{MEASURES[measure]}_unknown"):
            sums[name] = kept[name].sum().cast("int64")
    return sums


def _marked(cells: Any, cover: Any, question: Question) -> Any:
    """Add how many months a period has, whether that is all of them, and which ways."""
    import ibis

    by_way = "direction" in question.by
    wanted = MONTHS_OF.get(question.period or "")
    covers = cover.select(
        *(["direction"] if by_way else []),
        cell="cell",
        months="months",
        ways="ways",
    )
    cells = cells.inner_join(covers, ["cell", "direction"] if by_way else ["cell"])
    complete = ibis.null("boolean") if wanted is None else cells.months >= wanted
    return cells.mutate(complete=complete).drop(*(n for n in cells.columns if n.endswith("_right")))


def _whole(question: Question) -> list[str]:
    """The columns within which shares add up to 100."""
    return ["direction"] if "direction" in question.by else []


def _beside(cells: Any, cover: Any, question: Question, comparison: str) -> Any:
    """Put each cell beside the same period of the year before, or the period before."""
    import ibis

    names, value = _names(question), MEASURES[question.measures[0]]
    step = A_YEAR[question.period or ""] if comparison == "year" else 1
    then = cells.select(
        **{f"{name}_": cells[name] for name in names},
        cell_=cells.cell,
        then=cells[value],
        then_unknown=cells[f"{value}_unknown"],
        then_complete=cells.complete,
        then_ways=cells.ways,
    )
    if comparison == "before" and question.period == "day":
        eve = cells.date - ibis.interval(days=1)
        at = cell_of(eve, month_number(eve), "day")
    else:
        at = cells.cell - step
    cells = cells.mutate(at=at)
    same = [cells[name] == then[f"{name}_"] for name in names]
    both = cells.left_join(then, [*same, cells["at"] == then.cell_])
    sure = (
        both.complete & both.then_complete & (both.ways == both.then_ways)
        & (both[f"{value}_unknown"] == 0) & (both.then_unknown == 0) & (both.then > 0)
    )  # fmt: skip
    pct = (both[value] - both.then).cast("float64") * 100.0 / both.then.cast("float64")
    before = "year_before" if comparison == "year" else "period_before"
    growth = "growth_year_pct" if comparison == "year" else "growth_before_pct"
    found = {before: both.then, growth: ibis.ifelse(sure, pct, ibis.null("float64"))}
    found[f"{before}_complete"] = both.then_complete
    return both.mutate(**found).select(*(n for n in cells.columns if n != "at"), *found)


def _beside_the_whole(cells: Any, question: Question) -> Any:
    """Add the share of the period, and how many points of its growth a cell brought."""
    import ibis

    value = MEASURES[question.measures[0]]
    whole = ibis.window(group_by=[*_whole(question), "cell"])
    if "share" in question.growth:
        total = cells[value].sum().over(whole).cast("float64")
        share = cells[value].cast("float64") * 100.0 / total.nullif(0.0)
        cells = cells.mutate(share_pct=share)
    if "contribution" in question.growth:
        cells = _contribution(cells, question)
    return cells


def _contribution(cells: Any, question: Question) -> Any:
    import ibis

    value, whole = MEASURES[question.measures[0]], _whole(question)
    totals = cells.group_by([*whole, "cell"]).agg(
        total=cells[value].sum().cast("int64"),
        holes=cells[f"{value}_unknown"].sum().cast("int64"),
        total_ways=cells.ways.max(),
        total_complete=(~cells.complete).sum().cast("int64"),
    )
    totals = totals.mutate(at_=totals.cell + A_YEAR[question.period or ""]).drop("cell")
    totals = totals.rename({f"{name}_of": name for name in whole})
    own = cells if "year" in question.growth else _beside(cells, None, question, "year")
    same = [own[name] == totals[f"{name}_of"] for name in whole]
    both = own.left_join(totals, [*same, own.cell == totals.at_])
    sure = (
        both.complete & (both.total_complete == 0) & (both.ways == both.total_ways)
        & (both[f"{value}_unknown"] == 0) & (both.holes == 0) & (both.total > 0)
    )  # fmt: skip
    # What was not there the year before, in a complete year, was no trade.
    change = (both[value] - both.year_before.fill_null(0)).cast("float64") * 100.0
    points = ibis.ifelse(sure, change / both.total.cast("float64"), ibis.null("float64"))
    return both.mutate(contribution_pp=points).select(*own.columns, "contribution_pp")


def _rolling(cells: Any, cover: Any, question: Question) -> Any:
    """Add the sum of the last twelve months; unknown unless all twelve are there and known."""
    import ibis

    names, value = _names(question), MEASURES[question.measures[0]]
    by_way = _whole(question)
    full = cover.filter(cover.months >= 1)
    year: dict[str, Any] = {"range": (-11, 0)}
    twelve = ibis.window(group_by=[*by_way] if by_way else None, order_by="cell", **year)
    counted = full.mutate(months_there=full.months.count().over(twelve))
    counted = counted.select(
        **{f"{name}_of": counted[name] for name in by_way},
        cell_of_=counted.cell, months_there="months_there",
    )  # fmt: skip
    own = ibis.window(group_by=names or None, order_by="cell", **year)
    sums = cells.mutate(
        rolled=cells[value].sum().over(own).cast("int64"),
        rolled_unknown=cells[f"{value}_unknown"].sum().over(own).cast("int64"),
    )
    same = [sums[name] == counted[f"{name}_of"] for name in by_way]
    both = sums.left_join(counted, [*same, sums.cell == counted.cell_of_])
    sure = (both.months_there == 12) & (both.rolled_unknown == 0)
    last = ibis.ifelse(sure, both.rolled, ibis.null("int64"))
    return both.mutate(last_12_months=last).select(*cells.columns, "last_12_months")
