"""`cuakhau trade table`: turnover, weight and tax by whatever a question asks for."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told
from cuakhau.cli.trading.looking.tabled import write_dollars, write_lines

if TYPE_CHECKING:
    import pyarrow as pa

    from cuakhau.zone.types import Language

MOST_SHOWN = 500
_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "none": "Không có số liệu nào cho câu hỏi này.",
        "more": "… còn {left} dòng; dùng --json để lấy tất cả.",
        "gates": "Các cửa khẩu cộng lại {gates}, mọi cửa khẩu {whole}: nguồn cho số chung "
        "không nêu cửa khẩu hoặc không nêu đủ. Hai số không cộng với nhau.",
        "of": "Nguồn {source}, phiên bản {version}, phạm vi {scope}.",
    },
    "en": {
        "none": "There are no facts for this question.",
        "more": "… {left} more rows; --json gives all of them.",
        "gates": "The gates add up to {gates}, all gates together are {whole}: the source of the "
        "latter names no gate, or not all. The two are never added.",
        "of": "Source {source}, version {version}, scope {scope}.",
    },
    "zh": {
        "none": "没有可回答此问题的数据。",
        "more": "……另有{left}行；用 --json 取得全部。",
        "gates": "各口岸合计{gates}，全部口岸{whole}：后者的来源未注明口岸或未注明全部口岸。"
        "两数不相加。",
        "of": "来源{source}，版本{version}，口径{scope}。",
    },
}


class Words(click.ParamType):
    """Words with commas between: gate,hs2,month."""

    name = "words"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(word.strip() for word in value.split(",") if word.strip())


@click.command
@click.option("--by", type=Words(), required=True, help="gate,direction,hs2,partner,month …")
@click.option("--scope", help="Which turnover; may be left out where the facts hold one.")
@click.option("--measures", type=Words(), default=("value",), help="value,weight,tax,duty,vat …")
@click.option("--growth", is_flag=True, help="Beside the year before and the period before.")
@click.option("--compare", type=Words(), default=(), help="year,before,share,contribution,rolling")
@click.option("--known-on", type=_told.Day(), help="Only what was recorded by the end of a day.")
@click.option("--since", type=_told.Day(), help="First day.")
@click.option("--until", type=_told.Day(), help="Last day.")
@click.option("--lines", "only_lines", is_flag=True, help="Only lines, no totals as printed.")
@click.option(
    "--facts", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Parquet file of facts, instead of the zone's own.",
)  # fmt: skip
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose facts.")
@_told.lang_option
@_answer.json_option
def command(*, language: "Language", as_json: bool, **asked: Any) -> None:
    """Add facts of trade up, exactly, to a table.

    Scopes are never added. What is not known is counted beside the sum. A period that lacks a
    month is marked, and has no growth.

    Example: cuakhau trade table --by month --scope declared_lang_son_customs --growth
    """
    with _told.refusals(language, as_json=as_json):
        if asked["file"] is not None:
            told = _answer_from(asked["file"], version_of(asked["file"]), asked)
        else:
            told = _answer_of_zone(asked)
    _show(told, language, as_json=as_json)


def _answer_of_zone(asked: dict[str, Any]) -> dict[str, Any]:
    """Answer from all facts of a zone, as its pages do."""
    zone = _told.find_zone(asked["zone_name"])
    with _django.database():
        from cuakhau.server.here import zone_now
        from cuakhau.turnover.reading.whole import whole_file
        from cuakhau.turnover.store.reading import find_version

        version = str(find_version(zone.name) or zone.version)
        now_us = int(zone_now(zone.name).timestamp() * 1_000_000)
        return _answer_from(whole_file(zone), version, asked, now_us)


def _answer_from(
    facts: "Path | pa.Table", version: str, asked: dict[str, Any], now_us: int | None = None
) -> dict[str, Any]:
    from cuakhau.trade.cube import Within, table
    from cuakhau.trade.cube.question import GROWTH
    from cuakhau.trade.cube.running import only_scope
    from cuakhau.trade.cube.shape import shape_of

    scope = asked["scope"] or only_scope(facts)
    growth = (*(GROWTH if asked["growth"] else ()), *asked["compare"])
    known = asked["known_on"]
    within = Within(
        known_on_us=now_us if known is None else _end_of(known),
        since=_since(asked["since"], growth),
        until=asked["until"],
        said="lines" if asked["only_lines"] else "all",
    )
    found = table(
        facts,
        by=asked["by"],
        scope=scope,
        measures=asked["measures"],
        growth=tuple(dict.fromkeys(growth)),
        within=within,
    )
    found = _since_then(found, asked["since"])
    whole = None
    if "gate" in asked["by"] and shape_of(facts, scope).many_sources:
        by = tuple(word for word in asked["by"] if word != "gate")
        whole = _since_then(table(facts, by=by, scope=scope, within=within), asked["since"])
    return {
        "source": asked["file"].name if asked["file"] else asked["zone_name"],
        "version": version,
        "scope": scope,
        "known_on": known,
        "all_gates_usd_cents": None if whole is None else _sum_up(whole),
        "rows": found,
    }


def _since_then(rows: "pa.Table", day: date | None) -> "pa.Table":
    import pyarrow.compute as pc

    if day is None or "first_day" not in rows.column_names:
        return rows
    return rows.filter(pc.greater_equal(rows["first_day"], day))


def _sum_up(rows: "pa.Table") -> int | None:
    known = [cents for cents in rows["value_usd_cents"].to_pylist() if cents is not None]
    return sum(known) if known else None


def _tell_gates(told: dict[str, Any], language: "Language") -> str:
    """Tell where the gates are not the whole: a total may come of a source that names none."""
    whole, rows = told["all_gates_usd_cents"], told["rows"]
    if whole is None or "value_usd_cents" not in rows.column_names:
        return ""
    gates = _sum_up(rows) or 0
    if gates == whole:
        return ""
    said = {"gates": write_dollars(gates, language), "whole": write_dollars(whole, language)}
    return _WORDS[language]["gates"].format(**said)


def _since(day: date | None, growth: tuple[str, ...]) -> date | None:
    """Read facts from the year before too, where rows stand beside it."""
    is_compared = set(growth) - {"share"}
    return date(day.year - 1, 1, 1) if day and is_compared else day


def version_of(facts: Path) -> str:
    """Name a file of facts by its bytes."""
    from hashlib import file_digest

    with facts.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()[:16]


def _end_of(day: date) -> int:
    from datetime import datetime, time, timedelta, timezone

    end = datetime.combine(day + timedelta(days=1), time(), timezone(timedelta(hours=7)))
    return int(end.timestamp() * 1_000_000) - 1


def _show(told: dict[str, Any], language: "Language", *, as_json: bool) -> None:
    rows: pa.Table = told["rows"]
    if as_json:
        _answer.show({**told, "rows": rows.to_pylist()}, as_json=True)
        return
    words = _WORDS[language]
    if not rows.num_rows:
        click.echo(words["none"])
    else:
        for line in write_lines(rows.slice(0, MOST_SHOWN), language):
            click.echo(line)
    if rows.num_rows > MOST_SHOWN:
        left = _answer.write_number(rows.num_rows - MOST_SHOWN, language)
        click.echo(words["more"].format(left=left))
    if more := _tell_gates(told, language):
        click.echo(more)
    from cuakhau.trade.naming.scopes import name_scope

    scope = f"{name_scope(told['scope'], language)} ({told['scope']})"
    click.echo(words["of"].format(source=told["source"], version=told["version"], scope=scope))
