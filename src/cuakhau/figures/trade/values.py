"""The figures of trade: published totals of a period, and sums of the lines of goods in it.

Each names its scope: totals of two scopes differ tenfold and are never taken together. A figure
asks `data.facts`, one revision of each fact as it was known.
"""

import csv
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.figures.figure import DataVersion, Figure, Parameter, name_figure
from cuakhau.trade.periods import Period, period_before, year_before
from cuakhau.trade.sentence import Told, list_told
from cuakhau.trade.ways import once_each_way
from cuakhau.zone.types import LANGUAGES

if TYPE_CHECKING:
    import pyarrow as pa

MARK = "trade:"  # in a version of data: the facts that were read
ANY = "*"
NEEDS = ("scope", "direction", "since", "until")
NEEDS_OF_LINES = (*NEEDS, "place", "hs", "partner")
Find = Callable[[Data, Parameters], Answer]
Number = int | Decimal | None


def period_of(about: Parameters) -> Period:
    """Read the days of a question."""
    since, until = (date.fromisoformat(str(about[name])) for name in ("since", "until"))
    return Period(since, until)


def told_of(data: Data, about: Parameters) -> Told | None:
    """Give what was published for a question; `None` where no facts are at hand."""
    if data.facts is None:
        return None
    scope, direction = str(about["scope"]), str(about["direction"])
    return data.once(_tell, period_of(about), scope, direction)


def lines_of(facts: "pa.Table", about: Parameters) -> "pa.Table":
    """Keep the lines of goods that fit a question: of its scope, days, gate, goods and partner."""
    import pyarrow.compute as pc

    period = period_of(about)
    wanted = pc.and_(of_a_part(facts), pc.equal(facts["scope"], str(about["scope"])))
    wanted = pc.and_(wanted, pc.not_equal(facts["precision"], "suspect"))
    wanted = pc.and_(wanted, pc.greater_equal(facts["first_day"], period.first))
    wanted = pc.and_(wanted, pc.less_equal(facts["last_day"], period.last))
    if about["direction"] != "both":
        wanted = pc.and_(wanted, pc.equal(facts["direction"], str(about["direction"])))
    for name in ("place", "partner"):
        if about.get(name, ANY) != ANY:
            wanted = pc.and_(wanted, pc.equal(facts[name], str(about[name])))
    if about.get("hs", ANY) != ANY:
        wanted = pc.and_(wanted, pc.starts_with(facts["hs"], str(about["hs"])))
    return once_each_way(facts.filter(wanted))


def of_a_part(facts: "pa.Table") -> Any:
    """Tell of each fact whether it is of some part of the trade: all others are printed totals."""
    import pyarrow.compute as pc

    places, goods, partners, regimes = (
        pc.is_valid(facts[name]) for name in ("place", "hs", "partner", "regime")
    )
    return pc.or_(pc.or_(places, goods), pc.or_(partners, regimes))


def add(lines: "pa.Table", columns: tuple[str, ...]) -> int | None:
    """Add columns up; what is unknown adds nothing, and `None` where nothing at all is known."""
    import pyarrow.compute as pc

    sums = [pc.sum(lines[name]).as_py() for name in columns]
    known = [one for one in sums if one is not None]
    return sum(known) if known else None


def dollars(cents: int | None) -> Number:
    """Give cents as dollars, whole where they are."""
    if cents is None:
        return None
    return cents // 100 if cents % 100 == 0 else Decimal(cents) / 100


def percent(value: Decimal | None) -> Number:
    """Round growth to a tenth of a percent."""
    return None if value is None else value.quantize(Decimal("0.1"))


def _tell(data: Data, period: Period, scope: str, direction: str) -> Told:
    return list_told(data.facts, [period], scope=scope, direction=direction)[0]


def _published(take: Callable[[Told], Number]) -> Callable[[Data, Parameters], Number]:
    def find(data: Data, about: Parameters) -> Number:
        told = told_of(data, about)
        return None if told is None else take(told)

    return find


def _added(columns: tuple[str, ...], unit: int) -> Callable[[Data, Parameters], Number]:
    def find(data: Data, about: Parameters) -> Number:
        if data.facts is None:
            return None
        total = add(lines_of(data.facts, about), columns)
        if total is None or unit == 1:
            return total
        return total // unit if total % unit == 0 else Decimal(total) / unit

    return find


def _grown(before: Callable[[Period], Period]) -> Callable[[Data, Parameters], Number]:
    """Growth of the lines; unknown unless both periods have lines of the same months and ways."""

    def find(data: Data, about: Parameters) -> Number:
        if data.facts is None:
            return None
        now, then = about, question_of(about, before(period_of(about)))
        now_lines, then_lines = lines_of(data.facts, now), lines_of(data.facts, then)
        if months_in(now_lines, now) != months_in(then_lines, then):
            return None
        value, base = add(now_lines, VALUE), add(then_lines, VALUE)
        if not value or not base:
            return None
        return percent(Decimal(value) * 100 / Decimal(base) - 100)

    return find


def question_of(about: Parameters, period: Period) -> dict[str, Parameter]:
    """Give the same question of another period."""
    return {**about, "since": period.first.isoformat(), "until": period.last.isoformat()}


def months_in(lines: "pa.Table", about: Parameters) -> frozenset[tuple[int, str]]:
    """Give the months of which there are lines, counted from the first, and the way."""
    import pyarrow.compute as pc

    first = period_of(about).first
    days = lines["first_day"]
    years = pc.multiply(pc.subtract(pc.year(days), first.year), 12)
    months = pc.add(years, pc.subtract(pc.month(days), first.month))
    of = lines.select(["direction"]).append_column("month", months)
    pairs = of.group_by(["month", "direction"]).aggregate([]).to_pylist()
    return frozenset((pair["month"], pair["direction"]) for pair in pairs)


TAX = ("duty_vnd", "vat_vnd", "other_tax_vnd")
VALUE = ("value_usd_cents",)
_FINDS: Mapping[str, Callable[[Data, Parameters], Number]] = {
    "trade.published": _published(lambda told: dollars(told.value_usd_cents)),
    "trade.published_growth": _published(lambda told: told.growth_pct),
    "trade.growth_of_published": _published(lambda told: percent(told.computed_pct)),
    "trade.base": _published(lambda told: dollars(told.base_usd_cents)),
    "trade.value": _added(VALUE, 100),
    "trade.growth": _grown(year_before),
    "trade.growth_before": _grown(period_before),
    "trade.weight": _added(("weight_g",), 1_000_000),
    "trade.tax": _added(TAX, 1),
}
OF_LINES = frozenset(
    {"trade.value", "trade.growth", "trade.growth_before", "trade.weight", "trade.tax"}
)


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = resources.files("cuakhau.figures.trade").joinpath("trade.csv").read_text("utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}


def take(
    definition: str, value: Number, *, version: DataVersion, as_of_us: int, **about: Parameter
) -> Figure:
    """Make a figure of trade from a value that was worked out already."""
    answer = answer_of(definition, value)
    named = ", ".join(f"{name}={about[name]}" for name in _BY_ID[definition].needs)
    return Figure(
        code=name_figure(definition, about, version),
        value=answer.value,
        unit=answer.unit,
        definition=definition,
        query=f"{definition}({named})",
        parameters=about,
        data_version=version,
        as_of_us=as_of_us,
        reason=answer.reason,
    )


def answer_of(definition: str, value: Number) -> Answer:
    """Give a value that was worked out already as the answer of a definition."""
    row: dict[str, Any] = _rows()[definition]
    return Answer(value=value, unit=row["unit"], reason="" if value is not None else row["why"])


def _find(definition: str) -> Find:
    def find(data: Data, about: Parameters) -> Answer:
        return answer_of(definition, _FINDS[definition](data, about))

    return find


DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(
        id=name,
        names={language: row[language] for language in LANGUAGES},
        needs=NEEDS_OF_LINES if name in OF_LINES else NEEDS,
        find=_find(name),
    )
    for name, row in _rows().items()
)
_BY_ID = {one.id: one for one in DEFINITIONS}
