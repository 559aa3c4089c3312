"""`cuakhau person`: the accounts of the people of a zone."""

import getpass
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django

if TYPE_CHECKING:
    from cuakhau.accounts.models import Person
    from cuakhau.zone.zone import Zone


@click.group
def command() -> None:
    """Make, list and close accounts of people.

    Example: cuakhau person add --name an.nguyen --full-name "Nguyễn Văn An" --role administrator
    """


@command.command
@click.option("--zone", default="lang-son-demo", show_default=True, help="The zone of the person.")
@click.option("--name", required=True, help="To sign in with: a–z, digits, dot, dash.")
@click.option("--full-name", required=True)
@click.option("--role", required=True, help="Such as customs, declarant, administrator.")
@click.option("--works-for", default="", help="An agency of the zone, or a firm.")
@_answer.json_option
def add(*, zone: str, name: str, full_name: str, role: str, works_for: str, as_json: bool) -> None:
    """Make an account and show the password of its first sign-in, this once.

    Example: cuakhau person add --name hq.an --full-name "Lê An" --role customs --works-for customs
    """
    with _django.database():
        from cuakhau.accounts.people import register
        from cuakhau.accounts.refusals import NotLetIn
        from cuakhau.server import clock

        place = _zone(zone)
        new = register.NewPerson(name.strip().lower(), full_name, role, works_for)
        try:
            person, password = register.add(new, zone=place, by=_me(), at=clock.wall_now())
        except NotLetIn as refused:
            raise click.BadParameter(str(refused)) from refused
        _answer.show({**_facts(person), "password": password}, as_json=as_json)


@command.command("list")
@click.option("--zone", default="lang-son-demo", show_default=True)
@_answer.json_option
def show_all(*, zone: str, as_json: bool) -> None:
    """List the people of a zone, closed accounts too.

    Example: cuakhau person list --json
    """
    with _django.database():
        from cuakhau.accounts.people import register

        rows = [_facts(person) for person in register.list_people(zone)]
    _show_rows(rows, as_json=as_json)


@command.command
@click.argument("name")
@_answer.json_option
def disable(*, name: str, as_json: bool) -> None:
    """Close an account at once. It stays in the list, and its name is never given again.

    Example: cuakhau person disable an.nguyen
    """
    with _django.database():
        from cuakhau.accounts.models import Person
        from cuakhau.accounts.people import register
        from cuakhau.accounts.refusals import NotLetIn
        from cuakhau.server import clock

        try:
            person = register.disable(name, by=_me(), at=clock.wall_now())
        except Person.DoesNotExist as absent:
            raise click.BadParameter(f"{name}: no such person") from absent
        except NotLetIn as refused:
            raise click.BadParameter(str(refused)) from refused
        _answer.show(_facts(person), as_json=as_json)


@command.command
@click.option("--zone", default="lang-son-demo", show_default=True)
@_answer.json_option
def demo(*, zone: str, as_json: bool) -> None:
    """Make one person of each role in a demo zone; they sign in by one click, without a password.

    Example: cuakhau person demo
    """
    with _django.database():
        from cuakhau.accounts.people import demo as demo_people
        from cuakhau.accounts.people.roles import ROLES
        from cuakhau.accounts.refusals import NotLetIn
        from cuakhau.server import clock

        place, at = _zone(zone), clock.wall_now()
        try:
            rows = [_facts(demo_people.get_or_make(role, place, at=at)) for role in ROLES]
        except NotLetIn as refused:
            raise click.BadParameter(str(refused)) from refused
    _show_rows(rows, as_json=as_json)


def _zone(name: str) -> "Zone":
    from cuakhau.server import zones

    served = zones.served()
    if name not in served:
        raise click.BadParameter(f"{name}: not served here; known: {', '.join(served)}")
    return served[name]


def _me() -> str:
    return f"shell:{getpass.getuser()}"


def _facts(person: "Person") -> dict[str, object]:
    return {
        "name": person.username,
        "full_name": person.full_name,
        "role": person.role,
        "zone": person.zone,
        "agency": person.agency,
        "firm": person.firm,
        "is_active": person.is_active,
        "made_at": person.made_at,
        "made_by": person.made_by,
    }


def _show_rows(rows: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        _answer.show({"people": rows}, as_json=True)
        return
    for row in rows:
        click.echo("  ".join("–" if value is None else f"{value}" for value in row.values()))
