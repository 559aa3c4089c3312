"""`cuakhau tasks`: what was told to whom, on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from datetime import date

    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

zone_option = click.option("--zone", default="lang-son", show_default=True, help="Whose tasks.")


@click.group
def command() -> None:
    """List, export and take in the tasks of directives.

    Example: cuakhau tasks list --overdue --json
    """


@command.command("list")
@zone_option
@click.option("--overdue", is_flag=True, help="Only what is beyond its day.")
@_told.lang_option
@_answer.json_option
def list_command(*, zone: str, overdue: bool, language: "Language", as_json: bool) -> None:
    """List tasks: the overdue ones first, then by day; those without one last.

    Example: cuakhau tasks list --zone lang-son-demo --overdue
    """
    with _django.database():
        served = _find(zone)
        from cuakhau.accounts.units import name_unit
        from cuakhau.portfolio.directives.standing import (
            Wanted,
            choose,
            due_of,
            is_overdue,
            list_tasks,
            state_of,
        )

        today = _today(zone)
        show = "overdue" if overdue else "all"
        rows = [
            {
                "id": one.pk,
                "text": one.text.get(language) or next(iter(one.text.values())),
                "responsible": [name_unit(served, unit, language) for unit in one.responsible],
                "cooperating": [name_unit(served, unit, language) for unit in one.cooperating],
                "due": due.isoformat() if (due := due_of(one)) else None,
                "state": state_of(one),
                "overdue": is_overdue(one, today),
                "document": one.directive.document,
                "given": one.directive.day.isoformat(),
                "basis": one.directive.basis,
            }
            for one in choose(list(list_tasks(zone)), Wanted(show=show), today)
        ]
    if as_json:
        _answer.show({"zone": zone, "day": today.isoformat(), "tasks": rows}, as_json=True)
        return
    for row in rows:
        mark = "!" if row["overdue"] else " "
        units = "; ".join(row["responsible"])
        click.echo(f"{mark} {row['id']:>5}  {row['due'] or '–':<10}  {row['state']:<8}  {units}")
        click.echo(f"         {row['text']}")
    click.echo(f"{len(rows)}")


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@zone_option
@_told.lang_option
def export_command(*, file: Path, zone: str, language: "Language") -> None:
    """Write all tasks into FILE (.xlsx).

    Example: cuakhau tasks export tasks.xlsx --zone lang-son
    """
    with _django.database():
        served = _find(zone)
        from cuakhau.portfolio.directives.sheet.writing import write_sheet
        from cuakhau.portfolio.directives.standing import list_tasks

        tasks = list(list_tasks(zone).order_by("directive__day", "directive", "row"))
        file.write_bytes(write_sheet(served, tasks, language))
    click.echo(f"{file}: {len(tasks)}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@zone_option
@click.option("--by", required=True, help="The sign-in name of who gives them.")
@_told.lang_option
def import_command(*, file: Path, zone: str, by: str, language: "Language") -> None:
    """Take the directives of FILE (.xlsx) in, or say all that is wrong with it.

    Example: cuakhau tasks import tasks.xlsx --zone lang-son --by an.nguyen
    """
    from hashlib import sha256

    with _django.database():
        served = _find(zone)
        from cuakhau.operations.actions import Signed
        from cuakhau.portfolio.directives.sheet.reading import read_sheet, take
        from cuakhau.server.here import zone_now
        from cuakhau.zone.refusal import Refusal

        content = file.read_bytes()
        nonce = sha256(content).hexdigest()[:36]  # the same file again is the same act
        try:
            read = read_sheet(served, content, language)
            made = take(served, read, Signed(by, zone_now(zone), nonce))
        except Refusal as refused:
            told = [f"{refused.rule}: {refused.reason(language)} {refused.cure(language)}"]
            if refused.rule == "H14":
                told += [
                    f"{one.column}{one.row}  {one.refusal.rule}: {one.refusal.reason(language)}"
                    for one in read.mistakes
                ]
            raise click.ClickException("\n".join(told)) from refused
    click.echo(f"{file}: {len(made)}")


def _find(name: str) -> "Zone":
    from cuakhau.portfolio.directives.remembered import remember
    from cuakhau.server import zones
    from cuakhau.server.here import zone_now

    served = zones.served()
    if name not in served:
        raise click.BadParameter(f"{name}: not served here; known: {', '.join(served)}")
    remember(served[name], at=zone_now(name))
    return served[name]


def _today(name: str) -> "date":
    from cuakhau.server.here import zone_now

    return zone_now(name).date()
