"""Channels of selection (phân luồng) at the desk of the agency that sets them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.secrecy import CHANNELS, secret_steps
from cuakhau.zone.zone import Zone


def name_channel(channel: str) -> str:
    """Say a channel in words; one that is not known stays as it is."""
    names = {
        "green": _("Green channel"),
        "yellow": _("Yellow channel"),
        "red": _("Red channel"),
    }
    return names.get(channel, channel)


def list_channels(zone: Zone, step: str, but: str = "") -> list[dict[str, Any]]:
    """List the channels that a step may be given, `but` one; none where it is not of selection."""
    if step not in secret_steps(zone):
        return []
    short = {
        "green": pgettext("channel", "Green"),
        "yellow": pgettext("channel", "Yellow"),
        "red": pgettext("channel", "Red"),
    }
    return [
        {"id": one, "name": name_channel(one), "short": short[one]}
        for one in CHANNELS
        if one != but
    ]
