"""`cuakhau outbox`: messages to drivers and firms go out."""

from collections import Counter

import click

from cuakhau.cli import _answer, _django


@click.group
def command() -> None:
    """Send the messages that calls and notices wrote.

    Example: cuakhau outbox deliver --json
    """


@command.command
@click.option("--zone", default="lang-son-demo", show_default=True, help="Whose messages.")
@click.option(
    "--channel",
    "names",
    multiple=True,
    default=("file",),
    show_default=True,
    help="file, sms, zalo or wechat; several are tried in this order.",
)
@click.option("--most", default=1000, show_default=True, help="How many tries at most.")
@_answer.json_option
def deliver(*, zone: str, names: tuple[str, ...], most: int, as_json: bool) -> None:
    """Send what is due, once; what failed is tried again after 1, 5, 30 and 120 minutes.

    Let a timer call it each minute. Two at a time never send the same message.

    Example: cuakhau outbox deliver --zone lang-son-demo --channel zalo --channel sms
    """
    with _django.database():
        from cuakhau.operations.outbox.channels import open_channel
        from cuakhau.operations.outbox.delivering import deliver as deliver_due
        from cuakhau.operations.outbox.refusals import NotSent
        from cuakhau.server import clock, zones
        from cuakhau.server.database.places import home_folder

        served = zones.served()
        if zone not in served:
            raise click.BadParameter(f"{zone}: not served here; known: {', '.join(served)}")
        try:
            channels = [open_channel(one, folder=home_folder() / "outbox") for one in names]
        except NotSent as refused:
            told = f"{refused.rule}: {refused.reason('vi')} {refused.cure('vi')}"
            raise click.ClickException(f"{told}\n{refused}") from refused
        done = deliver_due(zone, channels, at=clock.now(zone), most=most)
    states = Counter(one.tried.state for one in done)
    facts = {state: states[state] for state in ("sent", "failed", "no_address")}
    _answer.show({"zone": zone, "tried": len(done), **facts}, as_json=as_json)
