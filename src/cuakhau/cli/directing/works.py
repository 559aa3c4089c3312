"""`cuakhau works …`: list the register of works, take in the sheet that an office keeps."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli._answer import write_number
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.portfolio.works.sheet.planning import Plan
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

WRONG = 1
_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "count": "{year}: {owned} dự án do Ban làm chủ đầu tư, {finished} hoàn thành đưa vào sử "
        "dụng, {carried_over} chuyển tiếp",
        "plan": "Dự án mới {new}, thay đổi {changed}, không đổi {alike}.",
        "wrong": "{count} lỗi; chưa nhập gì.",
        "looked": "Chỉ kiểm tra: chưa lưu gì.",
        "none": "Sổ chưa có dự án nào.",
    },
    "en": {
        "count": "{year}: {owned} projects of the Board, {finished} finished and in use, "
        "{carried_over} carried over",
        "plan": "New projects {new}, changed {changed}, as they stand {alike}.",
        "wrong": "{count} mistakes; nothing was taken.",
        "looked": "Only looked: nothing was kept.",
        "none": "No project is in the register.",
    },
    "zh": {
        "count": "{year}年：管委会作为业主的项目{owned}个，{finished}个竣工投用，"
        "{carried_over}个结转",
        "plan": "新项目{new}，变更{changed}，无变化{alike}。",
        "wrong": "{count}处错误；未导入任何内容。",
        "looked": "仅检查：未保存任何内容。",
        "none": "台账中尚无项目。",
    },
}
zone_option = click.option("--zone", "zone_name", default="lang-son", show_default=True)


@click.group
def command() -> None:
    """List public works and take in the sheets that offices keep.

    Example: cuakhau works list --zone lang-son-demo --json
    """


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_look", is_flag=True, help="Only look; nothing is kept.")
@zone_option
@_told.lang_option
@_answer.json_option
def take_in(
    *, file: Path, only_look: bool, zone_name: str, language: "Language", as_json: bool
) -> None:
    """Take in an Excel sheet of works: whole, or nothing of it and every wrong cell at once.

    Headings may be merged and numbers written 1.234,5; the unit stands above the table. The
    difference to the register is written as new lines. Exit code 1 where anything is wrong.

    Example: cuakhau works import bieu-thang-8.xlsx --check
    """
    with _django.database(), _told.refusals(language, as_json=as_json):
        from cuakhau.journal.versions import read_history
        from cuakhau.movement.times import local_day
        from cuakhau.operations.times import micros
        from cuakhau.portfolio.works.register.writing import Signed
        from cuakhau.portfolio.works.sheet.planning import Taking
        from cuakhau.portfolio.works.sheet.taking import check_sheet, take_sheet
        from cuakhau.server.here import zone_now

        zone = _find_zone(zone_name)
        at = zone_now(zone.name)
        today = local_day(zone, micros(at))
        units = {one.id: one.vi for one in read_history(zone).units}
        taking = Taking(document=file.name, today=today, units=units)
        if only_look:
            plan = check_sheet(zone.name, file.read_bytes(), taking)
        else:
            nonce = f"shell-{secrets.token_hex(8)}"
            signed = Signed(by=_told.who(), at=at, today=today, nonce=nonce)
            plan = take_sheet(zone.name, file.read_bytes(), taking, signed)
        _tell_plan(plan, language, as_json=as_json, only_look=only_look)
        if plan.mistakes:
            raise click.exceptions.Exit(WRONG)


@command.command("list")
@click.option("--year", type=int, default=None, help="Count the projects of this year.")
@zone_option
@_told.lang_option
@_answer.json_option
def list_works(*, year: int | None, zone_name: str, language: "Language", as_json: bool) -> None:
    """List the projects of the register, how far each is, its money, and what is wrong.

    Example: cuakhau works list --zone lang-son-demo --year 2024
    """
    with _django.database():
        from cuakhau.movement.times import local_day
        from cuakhau.operations.times import micros
        from cuakhau.portfolio.works.register.reading import read_register
        from cuakhau.portfolio.works.rules.count import count
        from cuakhau.server.here import zone_now

        zone = _find_zone(zone_name)
        today = local_day(zone, micros(zone_now(zone.name)))
        of_year = year or today.year
        held = read_register(zone.name)
        register = [(one.project, one.entries) for one in held]
        counted = {
            name: count(register, of_year, name) for name in ("owned", "finished", "carried_over")
        }
        rows = [_facts_of(one, today) for one in held]
    if as_json:
        _answer.show({"year": of_year, **counted, "projects": rows}, as_json=True)
        return
    words = _WORDS[language]
    click.echo(words["count"].format(year=of_year, **counted) if rows else words["none"])
    for row in rows:
        total = "?" if row["total_vnd"] is None else write_number(row["total_vnd"], language)
        wrong = " ".join(row["broken"])
        click.echo(
            f"{row['code']:<10} {row['state'] or '?':<10} {total:>20}  {row['name']} {wrong}"
        )


def _facts_of(one: Any, today: Any) -> dict[str, Any]:
    from cuakhau.portfolio.works.rules.checks import Case, list_broken
    from cuakhau.portfolio.works.rules.money import disbursed
    from cuakhau.portfolio.works.rules.pace import forecast_of
    from cuakhau.portfolio.works.rules.project import state_of

    project = one.project
    ahead = forecast_of(project, one.entries)
    hand_over = project.stage("hand_over")
    case = Case(project=project, entries=one.entries, today=today)
    return {
        "code": project.code,
        "name": project.name,
        "state": state_of(project) or None,
        "by_board": project.by_board,
        "group": project.group or None,
        "total_vnd": project.total_vnd,
        "disbursed_vnd": disbursed(one.entries) if one.entries else None,
        "hand_over_planned": hand_over.planned,
        "handed_over": hand_over.done,
        "forecast": ahead.expected if ahead else None,
        "broken": [rule.rule for rule in list_broken(case)],
        "made_up": project.is_made_up,
        "source": project.source or None,
    }


def _find_zone(name: str) -> "Zone":
    from cuakhau.server import zones

    zone = zones.served().get(name)
    if zone is None:
        known = ", ".join(sorted(zones.served()))
        raise click.BadParameter(f"{name}; there are {known}", param_hint="--zone")
    return zone


def _tell_plan(plan: "Plan", language: "Language", *, as_json: bool, only_look: bool) -> None:
    mistakes = [
        {
            "row": one.row,
            "column": one.column,
            "rule": one.refusal.rule,
            "reason": one.refusal.reason(language),
            "cure": one.refusal.cure(language),
        }
        for one in plan.mistakes
    ]
    facts = {"new": plan.new, "changed": plan.changed, "alike": plan.alike}
    if as_json:
        kept = not only_look and not mistakes
        _answer.show({**facts, "kept": kept, "mistakes": mistakes}, as_json=True)
        return
    words = _WORDS[language]
    for one in mistakes:
        click.echo(f"{one['column']}{one['row']}  {one['rule']}: {one['reason']} {one['cure']}")
    click.echo(
        words["wrong"].format(count=len(mistakes)) if mistakes else words["plan"].format(**facts)
    )
    if only_look:
        click.echo(words["looked"])
