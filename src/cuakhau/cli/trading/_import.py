"""`cuakhau trade import`: take in a file of trade facts, or only look what is wrong in it."""

import secrets
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.trade.importing.checked import Checked
    from cuakhau.turnover.store.models import Import
    from cuakhau.turnover.store.sent import Sent
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

REFUSED, TO_SETTLE = 1, 3
MOST_SHOWN = 40
_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "checking": "Đang kiểm tra…",
        "storing": "Đang lưu…",
        "rows": "{rows} dòng: {new} số mới, {revised} bản sửa, {alike} đã biết, {aside} để riêng",
        "missing": "Không có số (chưa rõ): {months}",
        "row": "dòng {row}",
        "file": "cả tệp",
        "more": "… và {more} điều nữa; xem --json hoặc trang Chờ xử lý",
        "kept": "Lần nhập {number}. Những điều trên chờ người xử lý.",
        "clean": "Lần nhập {number}. Không có gì phải xử lý.",
        "looked": "Chỉ kiểm tra: chưa lưu gì.",
    },
    "en": {
        "checking": "Checking…",
        "storing": "Storing…",
        "rows": "{rows} rows: {new} new facts, {revised} revised, {alike} known, {aside} set aside",
        "missing": "No row of these months (unknown): {months}",
        "row": "row {row}",
        "file": "whole file",
        "more": "… and {more} more; see --json or the page To be settled",
        "kept": "Import {number}. What stands above waits for a person to settle it.",
        "clean": "Import {number}. Nothing to settle.",
        "looked": "Only looked: nothing was kept.",
    },
    "zh": {
        "checking": "正在检查…",
        "storing": "正在保存…",
        "rows": "{rows} 行：{new} 条新数据，{revised} 条修订，{alike} 条已知，{aside} 条搁置",
        "missing": "这些月份没有数据（未知）：{months}",
        "row": "第 {row} 行",
        "file": "整个文件",
        "more": "……另有 {more} 项；见 --json 或“待处理”页面",
        "kept": "导入 {number}。以上各项待人工处理。",
        "clean": "导入 {number}。没有需要处理的事项。",
        "looked": "仅检查：未保存任何内容。",
    },
}


@click.command
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", "mapping_name", required=True, help="A mapping file (.toml), or the name of one."
)
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose trade.")
@click.option("--check", "only_look", is_flag=True, help="Only look; nothing is kept.")
@_told.lang_option
@_answer.json_option
def command(
    *,
    file: Path,
    mapping_name: str,
    zone_name: str,
    only_look: bool,
    language: "Language",
    as_json: bool,
) -> None:
    """Take in a CSV (or .csv.gz), Excel or XML file of trade facts, checked as a whole.

    Rows that are no facts are set aside, facts in doubt are marked, and both wait for a person;
    nothing is dropped. Exit code 0: every row is a fact without doubt; 1: refused, nothing was
    kept; 3: something is to be settled.

    Example: cuakhau trade import docs/samples/customs_extract.csv --mapping
    docs/samples/customs_extract.toml --zone lang-son-demo --check
    """
    with _django.database(), _refusals(language, as_json=as_json):
        from cuakhau.server import zones
        from cuakhau.server.here import zone_now
        from cuakhau.turnover.store import take
        from cuakhau.turnover.store.sent import Signed

        zone = zones.served().get(zone_name)
        if zone is None:
            known = ", ".join(sorted(zones.served()))
            raise click.BadParameter(f"{zone_name}; there are {known}", param_hint="--zone")
        sent = _sent(zone, file, mapping_name)
        at = zone_now(zone.name)
        words = _WORDS[language]
        if only_look:
            _progress(words["checking"])
            _tell_looked(take.look(zone, sent, at), language, as_json=as_json)
        else:
            signed = Signed(by=_told.who(), at=at, nonce=f"shell-{secrets.token_hex(8)}")
            made = take.take(zone, sent, signed, lambda word: _progress(words[word]))
            _tell_made(made, language, as_json=as_json)


def _sent(zone: "Zone", file: Path, mapping_name: str) -> "Sent":
    from cuakhau.turnover.store.saved import get_mapping
    from cuakhau.turnover.store.sent import Sent

    path = Path(mapping_name)
    text = path.read_text("utf-8") if path.is_file() else get_mapping(zone.name, mapping_name)
    name = path.stem if path.is_file() else mapping_name
    return Sent(path=file, name=file.name, mapping_name=name, mapping=text)


def _progress(word: str) -> None:
    click.echo(word, err=True)


@contextmanager
def _refusals(language: "Language", *, as_json: bool) -> Iterator[None]:
    """Tell a refusal as an answer, in the reader's language."""
    from cuakhau.zone.refusal import Refusal

    try:
        yield
    except Refusal as refusal:
        facts = {
            "refused": refusal.rule,
            "reason": refusal.reason(language),
            "cure": refusal.cure(language),
        }
        if as_json:
            _answer.show(facts, as_json=True)
        else:
            click.echo(f"{refusal.rule}: {facts['reason']}\n{facts['cure']}", err=True)
        sys.exit(REFUSED)


def _tell_looked(checked: "Checked", language: "Language", *, as_json: bool) -> None:
    from cuakhau.trade.importing.checked import find_refusal, to_json

    refusal = find_refusal(checked)
    facts = to_json(checked)
    if as_json:
        _answer.show({"import": None, **facts}, as_json=True)
    else:
        _tell(facts, facts["mistakes"], language)
        click.echo(_WORDS[language]["looked"])
    if refusal is not None:
        raise refusal
    sys.exit(TO_SETTLE if checked.mistakes else 0)


def _tell_made(made: "Import", language: "Language", *, as_json: bool) -> None:
    from cuakhau.turnover.store.models import Doubt

    names = ("rows", "good", "new", "revised", "alike", "aside", "doubted", "missing")
    facts = {name: getattr(made, name) for name in names}
    mistakes = [
        {"row": row, **one}
        for row, told in Doubt.objects.filter(taken=made)
        .order_by("row")
        .values_list("row", "mistakes")
        for one in told
    ]
    if as_json:
        _answer.show({"import": made.pk, **facts, "mistakes": mistakes}, as_json=True)
    else:
        _tell(facts, mistakes, language)
        ending = "kept" if mistakes else "clean"
        click.echo(_WORDS[language][ending].format(number=made.pk))
    sys.exit(TO_SETTLE if mistakes else 0)


def _tell(facts: dict[str, Any], mistakes: list[dict[str, Any]], language: "Language") -> None:
    from cuakhau.trade.importing.refusals import refusal_of

    words = _WORDS[language]
    click.echo(words["rows"].format(**facts))
    if facts["missing"]:
        click.echo(words["missing"].format(months=", ".join(facts["missing"])))
    counted = Counter(one["rule"] for one in mistakes)
    if counted:
        click.echo("  ".join(f"{rule} × {n}" for rule, n in sorted(counted.items())))
    for one in mistakes[:MOST_SHOWN]:
        refusal = refusal_of(one["rule"], one["value"], one["facts"])
        where = words["row"].format(row=one["row"]) if one["row"] else words["file"]
        column = f", {one['column']}" if one["column"] else ""
        click.echo(f"{where}{column}: {one['rule']} {refusal.reason(language)}")
    if len(mistakes) > MOST_SHOWN:
        click.echo(words["more"].format(more=len(mistakes) - MOST_SHOWN))
