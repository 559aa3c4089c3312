"""`cuakhau figure`: what a printed number is, and whether it comes out again."""

from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.figures import Figure
    from cuakhau.reports.behind.opening import Opened
    from cuakhau.zone.types import Language

_ROWS: "dict[Language, tuple[str, ...]]" = {
    "vi": (
        "mã",
        "tên",
        "định nghĩa",
        "câu hỏi",
        "đã hiện",
        "tính lại",
        "khớp",
        "đếm từng xe",
        "số liệu hiện nay",
    ),
    "en": (
        "code",
        "name",
        "definition",
        "query",
        "shown",
        "computed again",
        "agrees",
        "counted one by one",
        "on today's data",
    ),
    "zh": (
        "编号",
        "名称",
        "定义",
        "查询",
        "所示",
        "重新计算",
        "一致",
        "逐车计数",
        "按当前数据",
    ),
}
_YES: "dict[Language, tuple[str, str]]" = {
    "vi": ("KHÔNG", "có"), "en": ("NO", "yes"), "zh": ("否", "是"),
}  # fmt: skip


@click.command
@click.argument("code")
@_told.lang_option
@_answer.json_option
def command(*, code: str, language: "Language", as_json: bool) -> None:
    """Open a figure: its question, the value that was shown, and its value again.

    CODE is the short one of a bulletin, or the whole one of a number of the live board. The value
    is computed again from the log and the zone as they were; exit code 1 where the two differ.
    Beside it stands what the same question gives on today's data.

    Example: cuakhau figure F-7K3M9-QX2TPB --json
    """
    with _django.database():
        from cuakhau.figures.code import NotACode
        from cuakhau.reports.behind.opening import find_stored, open_whole_log, resolve_today
        from cuakhau.web.figures import NoSuchFigure

        try:
            zone, stored = find_stored(code)
            then = open_whole_log(zone, stored)
        except (NotACode, NoSuchFigure) as trouble:
            raise click.ClickException(str(trouble)) from trouble
        today = resolve_today(stored)
    if as_json:
        _answer.show(_facts(then, today), as_json=True)
    else:
        _tell(then, today, language)
    if not then.agrees:
        raise click.exceptions.Exit(1)


def _facts(then: "Opened", today: "Figure") -> dict[str, Any]:
    stored = then.stored
    return {
        "code": stored.code,
        "definition": stored.definition,
        "query": stored.query,
        "parameters": dict(stored.parameters),
        "zone": stored.data_version.zone,
        "zone_version": stored.data_version.zone_version,
        "log": stored.data_version.log,
        "as_of_us": stored.as_of_us,
        "unit": stored.unit,
        "value": stored.value,
        "reason": stored.reason or None,
        "computed": then.again.value,
        "agrees": then.agrees,
        "visits": None if then.rows is None else [one.seen.subject for one in then.rows],
        "whole_code": then.whole_code,
        "today": today.value,
        "today_code": today.code,
    }


def _tell(then: "Opened", today: "Figure", language: "Language") -> None:
    from cuakhau.figures import get_definition
    from cuakhau.figures.format import format_quantity, format_reason
    from cuakhau.figures.meaning import get_meaning

    def said(figure: "Figure") -> str:
        why = format_reason(figure, language)
        return f"{format_quantity(figure, language)}{f' ({why})' if why else ''}"

    stored = then.stored
    values = (
        stored.code,
        get_definition(stored.definition).names[language],
        get_meaning(stored.definition)[language],
        f"{stored.query} @ {stored.data_version.zone} {stored.data_version.log}",
        said(stored),
        said(then.again),
        _YES[language][then.agrees],
        "–" if then.rows is None else str(len(then.rows)),
        said(today),
    )
    for name, value in zip(_ROWS[language], values, strict=True):
        click.echo(f"{name}: {value}")
