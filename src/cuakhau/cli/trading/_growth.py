"""`cuakhau trade growth`: growth as it was printed beside growth as it is computed, and why."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told
from cuakhau.cli.trading.looking.tabled import name_way

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "none": "Không có mức tăng nào được công bố trong phạm vi này.",
        "row": "{first}–{last} {way}: công bố {printed}, tính lại {computed}: {why}  [{source}]",
        "unknown": "chưa rõ",
        "agrees": "khớp",
        "rounded": "một trị giá đã làm tròn khi công bố",
        "no_value": "nguồn không nêu trị giá",
        "no_year_before": "không có số năm trước",
        "from_itself": "số năm trước được suy ra từ chính mức tăng này",
        "differs": "chưa rõ vì sao khác",
    },
    "en": {
        "none": "No growth was printed of this scope.",
        "row": "{first}–{last} {way}: printed {printed}, computed {computed}: {why}  [{source}]",
        "unknown": "unknown",
        "agrees": "they agree",
        "rounded": "one of the values was rounded when it was printed",
        "no_value": "the source names no value",
        "no_year_before": "the year before is not known",
        "from_itself": "the year before is derived from this growth",
        "differs": "nobody knows why they differ",
    },
    "zh": {
        "none": "该口径没有公布过增幅。",
        "row": "{first}至{last} {way}：公布{printed}，计算{computed}：{why}  [{source}]",
        "unknown": "未知",
        "agrees": "一致",
        "rounded": "其中一个数值公布时已取整",
        "no_value": "来源未给出金额",
        "no_year_before": "上年数未知",
        "from_itself": "上年数由该增幅推算",
        "differs": "差异原因未知",
    },
}


@click.command
@click.option("--scope", required=True, help="Which turnover.")
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose trade.")
@_told.lang_option
@_answer.json_option
def command(*, scope: str, zone_name: str, language: "Language", as_json: bool) -> None:
    """Put each growth that was printed beside what the printed values give.

    Example: cuakhau trade growth --scope declared_lang_son_customs --lang en
    """
    zone = _told.find_zone(zone_name)
    with _django.database():
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        from cuakhau.trade.cube.printed import printed_growth
        from cuakhau.turnover.reading.whole import whole_file

        facts = pq.read_table(whole_file(zone), filters=pc.field("scope") == scope)
    found = printed_growth(facts, scope)
    if as_json:
        rows = [asdict(one) for one in found]
        _answer.show({"zone": zone.name, "scope": scope, "growth": rows}, as_json=True)
        return
    words = _WORDS[language]
    for one in found:
        computed = words["unknown"]
        if one.computed_pct is not None:
            computed = f"{_answer.write_number(one.computed_pct, language, '+.2f')} %"
        printed = f"{_answer.write_number(one.printed_pct, language, '+g')} %"
        click.echo(
            words["row"].format(
                first=one.first_day, last=one.last_day, way=name_way(one.direction, language),
                printed=printed, computed=computed, why=words[one.why], source=one.source,
            )
        )  # fmt: skip
    if not found:
        click.echo(words["none"])
