"""`cuakhau key`: keys by which devices, agencies and firms' programs are let in."""

import getpass
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django

if TYPE_CHECKING:
    from cuakhau.accounts.models import ApiKey


@click.group
def command() -> None:
    """Issue, list and revoke keys of the API.

    Example: cuakhau key issue --agency customs --device cam-1 --may append,read
    """


@command.command
@click.option("--zone", default="lang-son-demo", show_default=True, help="The zone it opens.")
@click.option("--agency", default="", help="Whose confirmations it may append.")
@click.option("--device", required=True, help="The device or program that will use it.")
@click.option("--may", required=True, help="declare, append, read; several with commas.")
@_answer.json_option
def issue(*, zone: str, agency: str, device: str, may: str, as_json: bool) -> None:
    """Make a key and show it, this once.

    Example: cuakhau key issue --agency customs --device cam-1 --may append,read
    """
    with _django.database():
        from cuakhau.accounts import keys
        from cuakhau.server import clock, zones

        place = zones.served().get(zone)
        if place is None:
            known = ", ".join(zones.served())
            raise click.BadParameter(f"{zone}: not served here; known: {known}")
        agencies = sorted({row.id for row in place.agencies})
        if agency and agency not in agencies:
            raise click.BadParameter(f"{agency}: unknown in {zone}; known: {', '.join(agencies)}")
        rights = [part.strip() for part in may.split(",") if part.strip()]
        try:
            row, shown = keys.issue(
                zone=zone,
                agency=agency,
                device=device,
                may=rights,
                by=f"shell:{getpass.getuser()}",
                at=clock.wall_now(),
            )
        except ValueError as mistake:
            raise click.BadParameter(str(mistake)) from mistake
        _answer.show({"key": shown, **_facts(row)}, as_json=as_json)


@command.command("list")
@click.option("--zone", help="Only the keys of this zone.")
@_answer.json_option
def show_all(*, zone: str | None, as_json: bool) -> None:
    """List the keys, never their secrets.

    Example: cuakhau key list --json
    """
    with _django.database():
        from cuakhau.accounts import keys

        rows = [_facts(row) for row in keys.list_keys(zone)]
    if as_json:
        _answer.show({"keys": rows}, as_json=True)
        return
    for row in rows:
        click.echo("  ".join(f"{value}" for value in row.values()))


@command.command
@click.argument("prefix")
@_answer.json_option
def revoke(*, prefix: str, as_json: bool) -> None:
    """End a key at once; PREFIX is the part after `ck_`.

    Example: cuakhau key revoke 0a1b2c3d4e
    """
    with _django.database():
        from cuakhau.accounts import keys
        from cuakhau.accounts.models import ApiKey
        from cuakhau.server import clock

        try:
            row = keys.revoke(prefix, by=f"shell:{getpass.getuser()}", at=clock.wall_now())
        except ApiKey.DoesNotExist as absent:
            raise click.BadParameter(f"{prefix}: no such key") from absent
        _answer.show(_facts(row), as_json=as_json)


def _facts(row: "ApiKey") -> dict[str, object]:
    return {
        "prefix": row.prefix,
        "zone": row.zone,
        "agency": row.agency or None,
        "device": row.device,
        "may": ",".join(row.may),
        "made_at": row.made_at,
        "made_by": row.made_by,
        "last_used_at": row.last_used_at,
        "valid_until": row.valid_until,
        "revoked_at": row.revoked_at,
    }
