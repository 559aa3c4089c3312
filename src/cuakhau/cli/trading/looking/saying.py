"""A forecast in words and columns, in the reader's language."""

from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.trade.nowcast import Judged, Outlook
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


def say(outlook: "Outlook", judged: "tuple[Judged, ...] | None", language: "Language") -> None:
    from cuakhau.trade.nowcast.months.panel import write_month
    from cuakhau.trade.nowcast.sums import ALL_SERIES

    words = _WORDS[language]
    click.echo(words["head"])
    for cell in outlook.cells:
        band = (
            f"{_n(cell.band.low80, language)} … {_n(cell.band.high80, language)}"
            if cell.band
            else "?"
        )
        click.echo(
            f"{write_month(cell.month)}  {_n(cell.forecast, language):>16}  {band:<28}  "
            f"{_n(cell.naive, language):>16}  {cell.series}"
        )
    for total in outlook.totals:
        name = words["all"] if total.series == ALL_SERIES else total.series
        told = words["total"].format(
            period=total.period, total=_n(total.total, language),
            low=_n(total.band.low80, language), high=_n(total.band.high80, language),
            known=total.known_months,
            months=total.known_months + total.guessed_months + total.ahead_months,
        )  # fmt: skip
        click.echo(f"{name} {told}")
    for told_series in outlook.told:
        if told_series.note:
            click.echo(f"{told_series.series}: {_told.say(told_series.note, language)}", err=True)
        if told_series.is_drifting:
            drift = _percent(told_series.drift, language)
            click.echo(words["drift"].format(series=told_series.series, drift=drift), err=True)
    if judged == ():
        click.echo(words["none"])
    for one in judged or ():
        click.echo(
            words["test"].format(
                year=f"{write_month(one.first)}–{write_month(one.last)}",
                ours=_percent(one.errors["forecast"], language),
                naive=_percent(one.errors["same_month_last_year"], language),
                c80=_percent(one.held[80] / one.months, language),
                c95=_percent(one.held[95] / one.months, language),
            )
        )


def say_open_month(read: "Read", so_far: "dict[str, MonthSoFar]", language: "Language") -> None:
    from cuakhau.trade.nowcast.months.panel import write_month

    words = _WORDS[language]
    if read.open_month is not None and not read.days:
        click.echo(words["left"].format(month=write_month(read.open_month)), err=True)
    for name, month in so_far.items():
        click.echo(
            words["so_far"].format(
                series=name,
                month=write_month(month.month),
                known=_n(month.known, language),
                days=month.known_days,
                expected=_n(month.expected, language),
            )  # fmt: skip
        )


def _n(value: float | None, language: "Language") -> str:
    return "?" if value is None else _answer.write_number(value, language)


def _percent(share: float | None, language: "Language") -> str:
    return "?" if share is None else f"{_answer.write_number(share * 100, language, '.1f')} %"
