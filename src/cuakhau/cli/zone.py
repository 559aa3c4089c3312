"""`cuakhau zone`: is a zone folder right, and what was the zone on a date?"""

import sys
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from cuakhau.cli import _answer, _zone_outline
from cuakhau.zone.check import ZoneMistake, ZoneMistakes
from cuakhau.zone.check import check as check_files
from cuakhau.zone.load import ZoneNotFound, digest, files_of, from_files, get_folder
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

VERDICTS: dict[Language, str] = {
    "vi": "{name}: {errors} lỗi, {warnings} lưu ý trong {files} tệp.",
    "en": "{name}: {errors} error(s), {warnings} warning(s) in {files} file(s).",
    "zh": "{name}：{files} 个文件中有 {errors} 个错误、{warnings} 个警告。",
}
SEVERITIES: dict[Language, dict[str, str]] = {
    "vi": {"error": "lỗi", "warning": "lưu ý"},
    "en": {"error": "error", "warning": "warning"},
    "zh": {"error": "错误", "warning": "警告"},
}


class Folder(click.ParamType):
    """A zone folder, by its path or by the name of a zone."""

    name = "dir"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        """Give the folder, or tell what is known."""
        if isinstance(value, Path) or Path(value).is_dir():
            return Path(value)
        try:
            return get_folder(value)
        except ZoneNotFound as missing:
            return self.fail(f"no such folder, and {missing}", param, ctx)


lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language."
)


@click.group
def command() -> None:
    """Check a zone folder, or show what the zone was on a date.

    Example: cuakhau zone check zones/lang-son
    """


@command.command
@click.argument("folder", metavar="DIR", type=Folder())
@_answer.json_option
@lang_option
def check(*, folder: Path, as_json: bool, lang: Language) -> None:
    """Report every mistake of a zone folder, with file, line, rule and cure.

    Its twin and its scenarios are checked too, once the zone itself is right.

    DIR is a folder, or the name of a zone. Ends with 0 only when there is no error.

    Example: cuakhau zone check zones/lang-son --lang vi
    """
    files = files_of(folder)
    mistakes = check_files(folder.resolve().name, files)
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    if not errors:
        mistakes += _of_twin(folder, files)
        errors = sum(mistake.severity == "error" for mistake in mistakes)
    facts = {
        "zone": folder.resolve().name,
        "version": digest(files),
        "files": len(files),
        "errors": errors,
        "warnings": len(mistakes) - errors,
        "mistakes": [_facts(mistake, lang) for mistake in mistakes],
    }
    if as_json:
        _answer.show(facts, as_json=True)
    else:
        _tell(folder, mistakes, lang)
        counted = {**facts, "name": facts["zone"]}
        click.echo(VERDICTS[lang].format_map(counted))
    sys.exit(1 if errors else 0)


@command.command
@click.argument("folder", metavar="DIR", type=Folder())
@click.option("--on", "day", metavar="DATE", help="The day, as 2024-08-22; today if left out.")
@_answer.json_option
@lang_option
def show(*, folder: Path, day: str | None, as_json: bool, lang: Language) -> None:
    """Show what a zone was on a date: its gates, routes, yards, hours, procedures and fees.

    Example: cuakhau zone show lang-son --on 2017-06-01
    """
    try:
        zone = from_files(folder.resolve().name, files_of(folder))
    except ZoneMistakes as wrong:
        _tell(folder, wrong.mistakes, lang)
        sys.exit(1)
    asked = _read_day(day) if day else datetime.now(ZoneInfo(zone.time_zone)).date()
    dated = zone.at(asked)
    if as_json:
        _answer.show({"on": asked, **_all_rows(dated)}, as_json=True)
        return
    for line in _zone_outline.outline(dated, asked, lang):
        click.echo(line)


def _of_twin(folder: Path, files: Mapping[str, bytes]) -> tuple[ZoneMistake, ...]:
    from cuakhau.simulation.scenario.folder import list_folder_mistakes, read_scenario_files

    zone = from_files(folder.resolve().name, files)
    return list_folder_mistakes(zone, files, read_scenario_files(folder))


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise click.BadParameter(f"{text}: write the day as 2024-08-22") from wrong


def _all_rows(dated: Zone) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for spec in fields(dated):
        value = getattr(dated, spec.name)
        listed = isinstance(value, tuple) and not isinstance(next(iter(value), ""), str)
        rows[spec.name] = [asdict(row) for row in value] if listed else value
    return rows


def _facts(mistake: ZoneMistake, lang: Language) -> dict[str, Any]:
    return {
        "file": mistake.file,
        "line": mistake.line,
        "column": mistake.column,
        "rule": mistake.rule,
        "severity": mistake.severity,
        "reason": mistake.reason(lang),
        "cure": mistake.cure(lang),
    }


def _tell(folder: Path, mistakes: tuple[ZoneMistake, ...], lang: Language) -> None:
    for mistake in mistakes:
        where = ":".join(
            str(part) for part in (folder / mistake.file, mistake.line, mistake.column) if part
        )
        colour = "red" if mistake.severity == "error" else "yellow"
        word = click.style(SEVERITIES[lang][mistake.severity], fg=colour)
        click.echo(f"{where}: {word} {mistake.rule}: {mistake.reason(lang)}")
        click.echo(f"    {mistake.cure(lang)}")
