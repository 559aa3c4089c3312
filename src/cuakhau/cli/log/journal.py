"""`cuakhau journal`: roots, zone versions, refusals, retention, and the time after a restore."""

from datetime import UTC, date, datetime
from typing import Any

import click

from cuakhau.cli import _answer, _django


@click.group
def command() -> None:
    """Look after the log.

    Example: cuakhau journal root lang-son --day 2024-08-22
    """


@command.command
@click.argument("zone_name", metavar="ZONE")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Whose root it is.")
@_answer.json_option
def root(*, zone_name: str, day: datetime, as_json: bool) -> None:
    """Publish the root of a day. Keep it outside: it proves that nothing before it was changed.

    Example: cuakhau journal root lang-son --day 2024-08-22 --json
    """
    with _django.database():
        from cuakhau.journal import roots

        try:
            made = roots.publish(zone_name, day=day.date(), at=datetime.now(UTC))
        except roots.AlreadyPublished as told:
            raise click.ClickException(f"{told}; choose a later day.") from told
    _answer.show(_facts_of(made), as_json=as_json)


@command.command
@click.argument("zone_name", metavar="ZONE")
@_answer.json_option
def roots(*, zone_name: str, as_json: bool) -> None:
    """List the published roots of a zone.

    Example: cuakhau journal roots lang-son
    """
    with _django.database():
        from cuakhau.journal import roots as published

        found = [_facts_of(one) for one in published.list_roots(zone_name)]
    _answer.show({"roots": found}, as_json=as_json)


@command.command
@click.argument("zone_name", metavar="ZONE", required=False)
@_answer.json_option
def versions(*, zone_name: str | None, as_json: bool) -> None:
    """List the versions of zones that events name, and how many events name each.

    Example: cuakhau journal versions lang-son --json
    """
    with _django.database():
        from cuakhau.journal.versions import list_versions

        found = list_versions(zone_name)
    _answer.show({"versions": found}, as_json=as_json)


@command.command
@_answer.json_option
def purge(*, as_json: bool) -> None:
    """Erase the personal records, photos of papers and drafts whose time is over. Run it every day.

    Demo zones replay a past day: their records stay until their folder of data is thrown away.

    Example: cuakhau journal purge
    """
    with _django.database():
        from cuakhau.journal import personal
        from cuakhau.operations.declare.drafts import keep
        from cuakhau.operations.photos import keeping as photos
        from cuakhau.server import zones

        now = datetime.now(UTC)
        real = [zone.name for zone in zones.served().values() if not zone.is_demo]
        told = {
            "erased": personal.purge(at=now),
            "photos": photos.purge(now.date()),
            "drafts": sum(keep.purge(name, now.date()) for name in real),
        }
    _answer.show(told, as_json=as_json)


@command.command
@_answer.json_option
def settle(*, as_json: bool) -> None:
    """After a restore from a dump: let transaction numbers go on above those of the log.

    Example: cuakhau journal settle
    """
    with _django.database():
        from cuakhau.journal.store import epoch

        added = epoch.settle()
    _answer.show({"added": added}, as_json=as_json)


def _facts_of(root: Any) -> dict[str, Any]:
    day: date = root.day
    return {
        "zone": root.zone,
        "day": day.isoformat(),
        "rows": root.rows,
        "until": f"{root.until.xid}/{root.until.position}",
        "prev_root": root.prev_root.hex(),
        "root": root.root.hex(),
    }
