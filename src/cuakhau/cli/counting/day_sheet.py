"""`cuakhau day-sheet`: numbers counted by hand, for railways and gates without visits."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.reports.day_sheet import Mistake
    from cuakhau.zone.types import Language

_SAYS: "dict[Language, str]" = {
    "vi": "Đã ghi {written} số (trong đó {corrected} số hiệu chỉnh); {known} số đã có từ trước.",
    "en": "{written} numbers written ({corrected} of them corrections); {known} stood already.",
    "zh": "已写入{written}项（其中更正{corrected}项）；{known}项原已存在。",
}
_WHERE: "dict[Language, str]" = {"vi": "dòng {0} {1}", "en": "row {0} {1}", "zh": "第{0}行 {1}"}


@click.group
def command() -> None:
    """Take day sheets that were counted by hand.

    Example: cuakhau day-sheet import sheet.csv --zone lang-son
    """


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose sheet.")
@_told.lang_option
@_answer.json_option
def take(*, file: Path, zone_name: str, language: "Language", as_json: bool) -> None:
    """Check a CSV file whole, then write it: day,place,measure,direction,goods,amount.

    All mistakes are told at once, with row and column, and then nothing is written. The same file
    again writes nothing; a changed number corrects the one before.

    Example: cuakhau day-sheet import wagons.csv --zone lang-son
    """
    zone = _told.find_zone(zone_name)
    with _told.refusals(language, as_json=as_json), _django.database():
        from cuakhau.reports.day_sheet import BadSheet
        from cuakhau.reports.taking import take_sheet
        from cuakhau.server import clock

        try:
            taken = take_sheet(zone, file.read_bytes(), by=_told.who(), at=clock.now(zone.name))
        except BadSheet as bad:
            _tell_mistakes(bad.mistakes, language, as_json=as_json)
            raise click.exceptions.Exit(1) from bad
    facts = {"written": taken.written, "corrected": taken.corrected, "known": taken.known}
    if as_json:
        _answer.show({"zone": zone.name, **facts, "mistakes": []}, as_json=True)
        return
    click.echo(_SAYS[language].format_map(facts))


def _tell_mistakes(mistakes: "tuple[Mistake, ...]", language: "Language", *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "row": one.row,
                "column": one.column,
                "rule": one.refusal.rule,
                "reason": one.refusal.reason(language),
                "cure": one.refusal.cure(language),
            }
            for one in mistakes
        ]
        _answer.show({"written": 0, "corrected": 0, "known": 0, "mistakes": told}, as_json=True)
        return
    for one in mistakes:
        where = _WHERE[language].format(one.row, one.column).strip()
        click.echo(f"{where}: {_told.say(one.refusal, language)}", err=True)
