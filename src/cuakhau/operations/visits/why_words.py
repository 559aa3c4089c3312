"""Why a vehicle waits, as one sentence."""

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.visits.why import Why
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def say_why(zone: Zone, why: Why, now_us: int, language: Language) -> str:
    """Say why a vehicle waits, who is awaited since when, and what the driver can do."""
    sentences = {
        "over": _("The trip is over since {since}."),
        "other_side": _("The vehicle is on the other side of the border."),
        "held": _("{agency} holds the vehicle since {since} ({waits}). {advice}"),
        "correction": _("{agency} asked on {since} to correct the declaration. {advice}"),
        "awaited": _("Waiting for {agency}: {step}, since {since} ({waits}). {advice}"),
        "nobody": _("Nobody is awaited: every required step is given."),
    }
    since = "" if why.since_us is None else f"{local_time(zone, why.since_us):%H:%M %d/%m}"
    names = [zone.name_of(agency, language) for agency in why.agencies]
    return (
        sentences[why.cause]
        .format(
            agency=_(" or ").join(names),
            step=zone.name_of(why.step, language) if why.step else "",
            since=since,
            waits="" if why.since_us is None else say_wait(now_us - why.since_us),
            advice=_advice(why.advice),
        )
        .strip()
    )


def _advice(advice: str) -> str:
    words = {
        "come": _("The driver comes to the counter with passport and vehicle papers."),
        "pay": _("The driver or the firm pays the fee at the counter or by transfer."),
        "show_papers": _("The declarant has the papers ready; the driver need not come."),
        "open_goods": _("The driver stays by the vehicle, ready to open it."),
        "stay": _("The driver stays by the vehicle and watches for the call."),
        "correct": _("The declarant corrects the declaration; the driver waits."),
        "ask": _("The driver asks at the counter of this agency."),
        "nothing": "",
    }
    return words[advice]
