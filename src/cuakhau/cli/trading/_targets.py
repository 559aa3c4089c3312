"""`cuakhau trade targets`: the targets of a year, and how far each is attained."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.figures import Figure
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "none": "Năm {year} chưa ghi chỉ tiêu nào.",
        "row": "{what}: {attained} của {amount} {unit}; đã qua {gone} của năm  [{source}]",
        "unknown": "chưa rõ",
        "value": "Kim ngạch",
        "tax": "Thuế",
        "fees": "Phí",
        "million_usd": "triệu USD",
        "billion_vnd": "tỷ đồng",
    },
    "en": {
        "none": "No target of {year} is written down.",
        "row": "{what}: {attained} of {amount} {unit}; {gone} of the year is gone  [{source}]",
        "unknown": "unknown",
        "value": "Turnover",
        "tax": "Tax",
        "fees": "Fees",
        "million_usd": "million USD",
        "billion_vnd": "billion VND",
    },
    "zh": {
        "none": "{year}年尚未登记指标。",
        "row": "{what}：{amount}{unit}的{attained}；全年已过{gone}  [{source}]",
        "unknown": "未知",
        "value": "进出口额",
        "tax": "税收",
        "fees": "收费",
        "million_usd": "百万美元",
        "billion_vnd": "十亿越南盾",
    },
}


@click.command
@click.option("--year", type=int, help="Which year; that of today if left out.")
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose targets.")
@_told.lang_option
@_answer.json_option
def command(*, year: int | None, zone_name: str, language: "Language", as_json: bool) -> None:
    """Tell how far each target of a year is attained, beside how much of the year is gone.

    Example: cuakhau trade targets --year 2024 --zone lang-son-demo --lang en
    """
    zone = _told.find_zone(zone_name)
    with _django.database():
        from cuakhau.server.here import zone_now

        today = zone_now(zone.name).date()
        rows = _list(zone, year or today.year, today)
    if as_json:
        _answer.show({"zone": zone.name, "year": year or today.year, "targets": rows}, as_json=True)
        return
    words = _WORDS[language]
    for row in rows:
        click.echo(words["row"].format(**_in_words(row, language)))
    if not rows:
        click.echo(words["none"].format(year=year or today.year))


def _in_words(row: dict[str, Any], language: "Language") -> dict[str, str]:
    from cuakhau.trade.naming.scopes import name_scope

    words, measure = _WORDS[language], row["measure"]
    share = {
        name: words["unknown"]
        if row[name] is None
        else f"{_answer.write_number(row[name], language, '.1f')} %"
        for name in ("attained", "gone")
    }
    scope = f" · {name_scope(row['scope'], language)}" if row["scope"] else ""
    return share | {
        "what": words[measure] + scope,
        "amount": _answer.write_number(row["amount"], language, ",f"),
        "unit": words["million_usd" if measure == "value" else "billion_vnd"],
        "source": row["source"],
    }


def _list(zone: "Zone", year: int, today: date) -> list[dict[str, Any]]:
    from cuakhau.journal import versions
    from cuakhau.turnover.reading.known import read_now, seen_of
    from cuakhau.turnover.screen.scopes import list_scopes
    from cuakhau.turnover.targets.acts import list_in_force
    from cuakhau.turnover.targets.attaining import attain, say_amount

    versions.ensure(zone)
    data = read_now(zone)
    known = list_scopes(zone, seen_of(data.version.log))
    fees = _fees(zone, date(year, 1, 1), min(date(year, 12, 31), today))
    found = []
    for target in list_in_force(zone, year, min(today, date(year, 12, 31))):
        one = attain(zone, target, data, known, fees)
        found.append(
            {
                "measure": target.measure, "scope": target.scope, "amount": say_amount(target),
                "attained": one.percent, "gone": one.gone_pct, "source": target.source,
                "reached": one.figure.value if one.figure else None,
                "code": one.figure.code if one.figure else None,
            }
        )  # fmt: skip
    return found


def _fees(zone: "Zone", since: date, until: date) -> "Figure | None":
    from dataclasses import replace

    from cuakhau.figures import measure
    from cuakhau.figures.fees.money import ANY
    from cuakhau.server.here import read_books

    if until < since:
        return None
    data = read_books(zone, since, until)
    if data.books is None or not data.books.sums:
        data = replace(data, books=None)
    about = {"since": since.isoformat(), "until": until.isoformat()}
    return measure(data, "fees.charged", **about, gate=ANY, charge=ANY, goods=ANY)
