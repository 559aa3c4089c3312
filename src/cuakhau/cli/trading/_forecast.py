"""`cuakhau trade forecast`: where months, quarters and years will end, beside the naive way."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.trade.nowcast import Calendar, Judged, Outlook
    from cuakhau.trade.nowcast.months.days import MonthSoFar
    from cuakhau.trade.nowcast.months.reading import Read
    from cuakhau.zone.types import Language

_WORDS: "dict[Language, dict[str, str]]" = {
    "en": {
        "head": "month     forecast          80 of 100                     naive           series",
        "total": "{period}: {total} ({low} to {high}); known {known} of {months} months",
        "all": "all together",
        "test": "{year}: error {ours}, same month last year {naive}; within 80: {c80}, 95: {c95}",
        "drift": "{series}: forecasts of the last year were off by {drift} on one side",
        "left": "{month} is not over and was left out",
        "so_far": "{series} {month}: {known} in {days} days, {expected} expected for the month",
        "none": "no year has two years before it: nothing to test on",
    },
    "vi": {
        "head": "tháng     dự báo            khoảng 80/100                 cùng kỳ         chuỗi",
        "total": "{period}: {total} ({low} đến {high}); đã biết {known} trong {months} tháng",
        "all": "tất cả",
        "test": "{year}: sai số {ours}, cùng kỳ năm trước {naive}; "
        "trong khoảng 80: {c80}, 95: {c95}",
        "drift": "{series}: dự báo trong năm qua lệch {drift} về một phía",
        "left": "{month} chưa hết tháng nên không tính",
        "so_far": "{series} {month}: {known} trong {days} ngày, cả tháng ước {expected}",
        "none": "không năm nào có đủ hai năm trước đó: chưa kiểm nghiệm được",
    },
    "zh": {
        "head": "月份      预测              80%区间                       上年同月        序列",
        "total": "{period}：{total}（{low}至{high}）；{months}个月中已知{known}个月",
        "all": "合计",
        "test": "{year}：误差{ours}，上年同月法{naive}；落入80区间{c80}，95区间{c95}",
        "drift": "{series}：过去一年的预测单向偏离{drift}",
        "left": "{month}尚未结束，未计入",
        "so_far": "{series} {month}：{days}天内{known}，全月预计{expected}",
        "none": "没有哪一年之前有两年数据：无法检验",
    },
}


class Names(click.ParamType):
    """Names with commas between: year,month."""

    name = "names"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())


@click.command
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", type=Names(), default=(), help="Column(s) that name a series: port.")
@click.option(
    "--date", "dates", type=Names(), default="month", help="Column(s): month or year,month."
)
@click.option("--value", default="value", show_default=True, help="Column of the value.")
@click.option("--ahead", default=12, show_default=True, help="Months ahead.")
@click.option("--country", type=Names(), default="vn,cn", show_default=True, help="Whose holidays.")
@click.option(
    "--closures", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of first_day,last_day,series (* or blank: all) that were closed.",
)  # fmt: skip
@click.option("--sum", "adds_up", is_flag=True, help="Rows are parts of a month: add them up.")
@click.option("--top", type=click.IntRange(1), help="Only the largest series of the last year.")
@click.option("--today", type=_told.Day(), help="As on this day; today if left out.")
@click.option("--backtest", is_flag=True, help="Forecast past years too, and compare.")
@_told.lang_option
@_answer.json_option
def command(*, file: Path, backtest: bool, language: "Language", as_json: bool, **how: Any) -> None:
    """Forecast the series of any file by month (or by day), with intervals and year ends.

    Months that are missing or blank are unknown; they are never filled in, only bridged inside the
    models, and listed. A file by day also tells what the month that has begun will come to.

    Example: cuakhau trade forecast trade.csv.gz --by port --date year,month --value value_usd
    --sum --top 20 --country us --backtest
    """
    from cuakhau.trade.nowcast import Calendar, back_test, forecast

    countries = tuple(country.upper() for country in how["country"])
    with _told.refusals(language, as_json=as_json):
        calendar = Calendar(countries, _read_closures(how["closures"]))
        read = _read(file, how)
        panel = read.panel if how["top"] is None else read.panel.largest(how["top"])
        so_far = _expect(read, calendar)
        outlook = forecast(panel, ahead=how["ahead"], calendar=calendar, so_far=so_far)
        judged = back_test(panel, calendar) if backtest else None
    if as_json:
        from cuakhau.trade.nowcast.written import facts_of

        facts = facts_of(outlook, judged, language)
        _answer.show({"file": file.name, "rows": read.rows, **facts}, as_json=True)
        return
    _say(outlook, judged, language)
    _say_open_month(read, so_far, language)


def _read(file: Path, how: dict[str, Any]) -> "Read":
    from cuakhau.trade.nowcast.months.reading import Columns, add_up_file, read_file

    columns = Columns(date=how["dates"], value=how["value"], by=how["by"])
    today = how["today"] or datetime.now().astimezone().date()
    return (add_up_file if how["adds_up"] else read_file)(file, columns, today)


def _read_closures(file: Path | None) -> dict[str, tuple[tuple[date, date], ...]]:
    import csv

    from cuakhau.trade.nowcast.months.calendar import EVERYWHERE

    found: dict[str, tuple[tuple[date, date], ...]] = {}
    if file is None:
        return found
    with file.open(encoding="utf-8-sig", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            try:
                days = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
            except (KeyError, TypeError, ValueError) as wrong:
                raise click.BadParameter(f"{file.name}, row {number}: no two days") from wrong
            name = (row.get("series") or EVERYWHERE).strip()
            found[name] = (*found.get(name, ()), days)
    return found


def _expect(read: "Read", calendar: "Calendar") -> "dict[str, MonthSoFar]":
    from cuakhau.trade.nowcast import NotForecast
    from cuakhau.trade.nowcast.months.days import expect_month

    found = {}
    for name, days in read.days.items():
        if read.open_month is None or not days:
            continue
        last = max(day for other in read.days.values() for day in other)
        try:
            found[name] = expect_month(days, last, calendar, calendar.closures_of(name))
        except NotForecast:
            continue  # so few days: the month is forecast from the months before it alone
    return found


def _say(outlook: "Outlook", judged: "tuple[Judged, ...] | None", language: "Language") -> None:
    from cuakhau.trade.nowcast.months.panel import YEAR, write_month
    from cuakhau.trade.nowcast.sums import ALL_SERIES

    words = _WORDS[language]
    click.echo(words["head"])
    for cell in outlook.cells:
        band = f"{_n(cell.band.low80)} … {_n(cell.band.high80)}" if cell.band else "?"
        click.echo(
            f"{write_month(cell.month)}  {_n(cell.forecast):>16}  {band:<28}  "
            f"{_n(cell.naive):>16}  {cell.series}"
        )
    for total in outlook.totals:
        name = words["all"] if total.series == ALL_SERIES else total.series
        told = words["total"].format(
            period=total.period, total=_n(total.total), low=_n(total.band.low80),
            high=_n(total.band.high80), known=total.known_months,
            months=total.known_months + total.guessed_months + total.ahead_months,
        )  # fmt: skip
        click.echo(f"{name} {told}")
    for told_series in outlook.told:
        if told_series.note:
            click.echo(f"{told_series.series}: {_told.say(told_series.note, language)}", err=True)
        if told_series.is_drifting:
            drift = _percent(told_series.drift)
            click.echo(words["drift"].format(series=told_series.series, drift=drift), err=True)
    if judged == ():
        click.echo(words["none"])
    for one in judged or ():
        click.echo(
            words["test"].format(
                year=f"{write_month(one.first)}–{write_month(one.first + YEAR - 1)}",
                ours=_percent(one.errors["forecast"]),
                naive=_percent(one.errors["same_month_last_year"]),
                c80=_percent(one.held[80] / one.months),
                c95=_percent(one.held[95] / one.months),
            )
        )


def _say_open_month(read: "Read", so_far: "dict[str, MonthSoFar]", language: "Language") -> None:
    from cuakhau.trade.nowcast.months.panel import write_month

    words = _WORDS[language]
    if read.open_month is not None and not read.days:
        click.echo(words["left"].format(month=write_month(read.open_month)), err=True)
    for name, month in so_far.items():
        click.echo(
            words["so_far"].format(
                series=name,
                month=write_month(month.month),
                known=_n(month.known),
                days=month.known_days,
                expected=_n(month.expected),
            )  # fmt: skip
        )


def _n(value: float | None) -> str:
    return "?" if value is None else f"{value:,.0f}"


def _percent(share: float | None) -> str:
    return "?" if share is None else f"{share * 100:.1f} %"
