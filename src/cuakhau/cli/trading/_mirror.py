"""`cuakhau trade mirror`: two accounts of one trade, and what parts them, item by item."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told
from cuakhau.cli.trading._table import Words

if TYPE_CHECKING:
    from cuakhau.trade.mirror import Difference, Side
    from cuakhau.zone.types import Language

_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "none": "Không có kỳ nào để đối chiếu.",
        "row": "{name} {first}–{last}: ta {ours}, bên kia {theirs}, chênh {gap}",
        "unknown": "chưa rõ",
        "why.missing_month": "thiếu tháng",
        "why.no_value": "dòng không có trị giá",
        "why.scope": "khác phạm vi thống kê",
        "why.rate": "khác tỷ giá",
        "why.cif_fob": "CIF so với FOB, theo mức đã nêu",
        "why.timing": "khác giờ chốt ngày",
        "why.rounding": "làm tròn khi công bố",
        "why.unknown": "chưa rõ nguyên nhân",
        "rows": "dòng số liệu phía sau: {ours} / {theirs}",
    },
    "en": {
        "none": "There is no period to compare.",
        "row": "{name} {first}–{last}: ours {ours}, theirs {theirs}, gap {gap}",
        "unknown": "unknown",
        "why.missing_month": "month missing",
        "why.no_value": "rows without a value",
        "why.scope": "another scope",
        "why.rate": "another rate",
        "why.cif_fob": "CIF beside FOB, as stated",
        "why.timing": "days end at another hour",
        "why.rounding": "rounded when printed",
        "why.unknown": "reason not known",
        "rows": "facts behind: {ours} / {theirs}",
    },
    "zh": {
        "none": "没有可对照的期间。",
        "row": "{name} {first}至{last}：我方{ours}，对方{theirs}，差额{gap}",
        "unknown": "未知",
        "why.missing_month": "缺月份",
        "why.no_value": "无金额的行",
        "why.scope": "统计口径不同",
        "why.rate": "汇率不同",
        "why.cif_fob": "CIF 与 FOB 之差（按所述比例）",
        "why.timing": "日切时间不同",
        "why.rounding": "公布时取整",
        "why.unknown": "原因不明",
        "rows": "所依据的数据行：{ours} / {theirs}",
    },
}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command
@click.option("--ours", type=_FILE, help="Our facts; all of the zone when missing.")
@click.option("--our-scope", required=True, help="Which of our scopes.")
@click.option("--theirs", type=_FILE, help="The other facts; all of the zone when missing.")
@click.option("--their-scope", required=True, help="Which of their scopes.")
@click.option("--partner", help="They are this country (CN): their imports are our exports.")
@click.option("--cif-fob", type=float, help="Freight and insurance in percent of FOB, as stated.")
@click.option("--by", type=Words(), default=("direction", "year"), help="gate,direction,month …")
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose trade.")
@_told.lang_option
@_answer.json_option
def command(*, language: "Language", as_json: bool, **asked: Any) -> None:
    """Compare two accounts of one trade, and tell why they differ.

    Reasons with an amount add up to the gap; what no reason takes is said to be unknown.

    Example: cuakhau trade mirror --our-scope declared_lang_son_customs
    --their-scope all_through_province --by year
    """
    from cuakhau.trade.mirror import Stated, reconcile

    with _told.refusals(language, as_json=as_json):
        found = reconcile(
            _side(asked, "our", partners=(asked["partner"],) if asked["partner"] else ()),
            _side(asked, "their"),
            by=asked["by"],
            stated=Stated(cif_fob_pct=asked["cif_fob"]),
        )
    if as_json:
        _answer.show({"differences": [asdict(one) for one in found]}, as_json=True)
        return
    for one in found:
        for line in _lines(one, language):
            click.echo(line)
    if not found:
        click.echo(_WORDS[language]["none"])


def _of_zone(zone_name: str) -> Path:
    """Give all facts of a zone, taken in or published."""
    zone = _told.find_zone(zone_name)
    with _django.database():
        from cuakhau.turnover.reading.whole import whole_file

        return whole_file(zone)


def _side(asked: dict[str, Any], whose: str, partners: tuple[str, ...] = ()) -> "Side":
    from cuakhau.trade.mirror import Side

    return Side(
        facts=asked[f"{whose}s"] or _of_zone(asked["zone_name"]),
        scope=asked[f"{whose}_scope"],
        is_partner=whose == "their" and bool(asked["partner"]),
        partners=partners,
    )


def _lines(one: "Difference", language: "Language") -> list[str]:
    words = _WORDS[language]

    def say(cents: int | None) -> str:
        return words["unknown"] if cents is None else f"{cents / 100:,.0f} USD"

    told = {"ours": say(one.ours), "theirs": say(one.theirs), "gap": say(one.gap)}
    days = {"first": one.first_day, "last": one.last_day, "name": " ".join(one.names)}
    lines = [words["row"].format(**told, **days).strip()]
    for reason in one.reasons:
        amount = "" if reason.cents is None else f" {reason.cents / 100:+,.0f} USD"
        what = f" ({reason.what})" if reason.what else ""
        lines.append(f"  {words[f'why.{reason.code}']}{amount}{what}")
    rows = {"ours": one.our_rows.count, "theirs": one.their_rows.count}
    return [*lines, "  " + words["rows"].format(**rows)]
