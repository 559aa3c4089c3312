"""`cuakhau open-day`: the stock, the people and the roster of a real first day, from Excel."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.operations.opening.act import Opened
    from cuakhau.operations.opening.refusals import BadBook
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

_SAYS: "dict[Language, str]" = {
    "vi": "Đã mở sổ: {visits} xe chờ có tên, {counted} xe theo kiểm đếm, {people} tài khoản mới, "
    "{duties} ca trực.",
    "en": "Opened: {visits} vehicles listed, {counted} counted, {people} new accounts, "
    "{duties} shifts.",
    "zh": "已开账：列名车辆{visits}辆，清点{counted}辆，新账号{people}个，班次{duties}个。",
}
_CHECKED: "dict[Language, str]" = {
    "vi": "Không có lỗi nào. Chưa ghi gì: bỏ --check để mở sổ.",
    "en": "No mistakes. Nothing is written yet: leave out --check to open.",
    "zh": "没有错误。尚未写入：去掉--check即可开账。",
}
_AGAIN: "dict[Language, str]" = {
    "vi": "Tệp này đã mở sổ từ trước; không ghi thêm gì.",
    "en": "This file opened the zone before; nothing more was written.",
    "zh": "此文件此前已开账；未再写入。",
}
_MISTAKES: "dict[Language, str]" = {
    "vi": "{n} lỗi, chưa ghi gì:",
    "en": "{n} mistakes, and nothing is written:",
    "zh": "{n}处错误，未写入任何内容：",
}


@click.command
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="A real zone.")
@click.option("--day", type=_told.Day(), help="The bulletin day that opens; the one of now.")
@click.option("--template", "only", flag_value="template", help="Write the empty workbook to FILE.")
@click.option("--check", "only", flag_value="check", help="Tell the mistakes and write nothing.")
@_told.lang_option
@_answer.json_option
def command(
    *,
    file: Path,
    zone_name: str,
    day: date | None,
    only: str | None,
    language: "Language",
    as_json: bool,
) -> None:
    """Open a real zone with what stands at its gates, who works there, and when.

    FILE is an Excel workbook: vehicles that wait (one by one, or counted by gate), staff, roster.
    It is checked whole and every mistake is told with sheet, column and row; then all of it is
    written, or nothing. A demo zone is refused. The stock is that of the last cut-off.

    Example: cuakhau open-day first-day.xlsx --template

    Then: cuakhau open-day first-day.xlsx --check
    """
    zone = _told.find_zone(zone_name)
    if only == "template":
        _write_template(zone, file, day, language, as_json=as_json)
        return
    with _told.refusals(language, as_json=as_json), _django.database():
        from cuakhau.operations.opening.act import Asking, check_book, open_day
        from cuakhau.operations.opening.refusals import BadBook
        from cuakhau.server import clock

        asking = Asking(_told.who(), clock.now(zone.name), language)
        moment, content = _moment(zone, day, asking.at), _read(file)
        try:
            if only == "check":
                check_book(zone, content, moment, asking)
                _say_checked(language, as_json=as_json)
                return
            opened = open_day(zone, content, moment, asking)
        except BadBook as bad:
            _tell_mistakes(bad, language, as_json=as_json)
            raise click.exceptions.Exit(1) from bad
    _tell(opened, language, as_json=as_json)


def _say_checked(language: "Language", *, as_json: bool) -> None:
    if as_json:
        _answer.show({"mistakes": []}, as_json=True)
    else:
        click.echo(_CHECKED[language])


def _write_template(
    zone: "Zone", file: Path, day: date | None, language: "Language", *, as_json: bool
) -> None:
    from cuakhau.operations.opening.template import write_template

    if file.exists():
        raise click.ClickException(f"{file} exists already and is left as it is")
    file.write_bytes(write_template(zone.at(day or date.today()), language))  # noqa: DTZ011
    _answer.show({"written": str(file)}, as_json=as_json)


def _read(file: Path) -> bytes:
    """Read a workbook as one that is sent to a page is read: by its content, without programs."""
    from django.core.files.uploadedfile import InMemoryUploadedFile

    from cuakhau.web.uploads.read import read_upload

    if not file.is_file():
        raise click.ClickException(f"there is no file {file}")
    content = file.read_bytes()
    sent = InMemoryUploadedFile(io.BytesIO(content), "file", file.name, "", len(content), None)
    return read_upload(sent, kinds={"xlsx"}).content


def _moment(zone: "Zone", day: date | None, now: datetime) -> datetime:
    from zoneinfo import ZoneInfo

    from cuakhau.operations.opening.act import moment_of
    from cuakhau.zone.bulletin.day import window_of

    here = ZoneInfo(zone.time_zone)
    if day is None:
        return moment_of(zone, now.astimezone(here))
    return datetime.fromtimestamp(window_of(zone, day).since_us / 1_000_000, here)


def _tell(opened: "Opened", language: "Language", *, as_json: bool) -> None:
    facts: dict[str, Any] = {
        "visits": opened.visits,
        "counted": opened.counted,
        "people": opened.people,
        "duties": opened.duties,
        "repeated": opened.repeated,
    }
    if as_json:
        _answer.show({**facts, "passwords": opened.passwords, "mistakes": []}, as_json=True)
        return
    click.echo((_AGAIN if opened.repeated else _SAYS)[language].format_map(facts))
    for name, password in opened.passwords.items():
        click.echo(f"  {name:<24} {password}")


def _tell_mistakes(bad: "BadBook", language: "Language", *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "rule": one.refusal.rule,
                "reason": one.refusal.reason(language),
                "cure": one.refusal.cure(language),
            }
            for one in bad.mistakes
        ]
        _answer.show({"visits": 0, "mistakes": told}, as_json=True)
        return
    click.echo(_MISTAKES[language].format(n=len(bad.mistakes)), err=True)
    for one in bad.mistakes:
        click.echo(f"  {one.address}  {_told.say(one.refusal, language)}", err=True)
