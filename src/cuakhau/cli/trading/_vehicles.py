"""`cuakhau trade vehicles`: vehicles of a day beside their declarations and fees, one by one."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.trade.mirror import Odd
    from cuakhau.zone.types import Language

MOST_SHOWN = 20
_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "head": "Ngày {day}: {vehicles} xe đã thông quan, {valued} xe có trị giá hàng, "
        "{charged} xe đã tính phí",
        "none": "Không có chênh lệch.",
        "more": "… và {left} nữa; --json để lấy tất cả",
        "no_declaration": "đã qua, chưa khai hàng",
        "no_value": "đã qua, hàng không có trị giá",
        "no_vehicle": "đã khai, xe không đến",
        "other_day": "khác ngày khai",
        "other_gate": "khác cửa khẩu đã khai",
        "other_direction": "khác chiều đã khai",
        "no_fee": "đã qua, chưa tính phí",
        "fee_unknown": "phí chưa rõ số tiền",
        "fee_without_vehicle": "có phí mà không có xe",
        "two_fees": "tính phí nhiều lần",
    },
    "en": {
        "head": "{day}: {vehicles} vehicles gone through, {valued} with goods of a value, "
        "{charged} with a fee",
        "none": "No difference.",
        "more": "… and {left} more; --json gives all",
        "no_declaration": "gone through, no goods declared",
        "no_value": "gone through, goods without a value",
        "no_vehicle": "declared, the vehicle never came",
        "other_day": "another day on the declaration",
        "other_gate": "another gate than declared",
        "other_direction": "the other way than declared",
        "no_fee": "gone through, no fee charged",
        "fee_unknown": "a fee of unknown amount",
        "fee_without_vehicle": "a fee without a vehicle",
        "two_fees": "charged more than once",
    },
    "zh": {
        "head": "{day}：已通过{vehicles}辆，{valued}辆货物有金额，{charged}辆已计费",
        "none": "没有差异。",
        "more": "……另有{left}项；用 --json 取得全部",
        "no_declaration": "已通过但未申报货物",
        "no_value": "已通过但货物无金额",
        "no_vehicle": "已申报但车辆未到",
        "other_day": "与申报日期不同",
        "other_gate": "与申报口岸不同",
        "other_direction": "与申报方向不同",
        "no_fee": "已通过但未计费",
        "fee_unknown": "费用金额未知",
        "fee_without_vehicle": "有费用而无车辆",
        "two_fees": "多次计费",
    },
}


@click.command
@click.option("--day", type=_told.Day(), required=True, help="Day of the books (20:00 to 20:00).")
@_told.zone_option
@_told.lang_option
@_answer.json_option
def command(*, day: date, zone_name: str, language: "Language", as_json: bool) -> None:
    """Put the vehicles of a day beside what was declared of their goods and charged for them.

    Example: cuakhau trade vehicles --day 2024-08-21 --zone lang-son-demo --lang en
    """
    zone = _told.find_zone(zone_name)
    with _django.database():
        from cuakhau.operations.payments.revenue.beside import list_beside
        from cuakhau.trade.mirror import against_fees, against_papers
        from cuakhau.turnover.mirror.vehicles import count_up

        beside = list_beside(zone, day)
        odd = against_papers(beside.vehicles, beside.papers)
        odd += against_fees(beside.vehicles, beside.fees)
        counted = count_up(beside)
    if as_json:
        facts = {"zone": zone.name, "day": day, **counted, "odd": [asdict(one) for one in odd]}
        _answer.show(facts, as_json=True)
        return
    words = _WORDS[language]
    click.echo(words["head"].format(day=day, **counted))
    for line in _lines(odd, words):
        click.echo(line)
    if not odd:
        click.echo(words["none"])


def _lines(odd: "tuple[Odd, ...]", words: dict[str, str]) -> list[str]:
    groups: dict[str, list[Odd]] = defaultdict(list)
    for one in odd:
        groups[one.code].append(one)
    lines = []
    for code, items in groups.items():
        lines.append(f"{words[code]}: {len(items)}")
        for one in items[:MOST_SHOWN]:
            lines.append(f"  {one.visit or one.declaration} {one.what}".rstrip())
        if len(items) > MOST_SHOWN:
            lines.append("  " + words["more"].format(left=len(items) - MOST_SHOWN))
    return lines
