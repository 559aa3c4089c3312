"""Figures in words: how long something lasted."""

from django import template
from django.utils.translation import gettext as _

from cuakhau.figures import Figure

register = template.Library()


@register.filter
def lasting(figure: Figure) -> str:
    """Print a figure of minutes as days, hours and minutes; a dash where nothing lasts."""
    minutes = _minutes(figure)
    if minutes is None:
        return "–"
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)


@register.filter
def briefly(figure: Figure) -> str:
    """Print a figure of minutes for a narrow column: whole hours from ten hours on."""
    minutes = _minutes(figure)
    if minutes is None or minutes < 600 or minutes >= 48 * 60:
        return lasting(figure)
    return _("{hours} h").format(hours=minutes // 60)


def _minutes(figure: Figure) -> int | None:
    if figure.unit != "minute":
        raise TypeError(f"{figure.query} is no length of time")
    return None if figure.value is None else int(figure.value)
