"""Figures in words: how long something lasted."""

from django import template
from django.utils.translation import gettext as _

from cuakhau.figures import Figure

register = template.Library()


@register.filter
def lasting(figure: Figure) -> str:
    """Print a figure of minutes as days, hours and minutes; a dash where nothing lasts."""
    if figure.unit != "minute":
        raise TypeError(f"{figure.query} is no length of time")
    if figure.value is None:
        return "–"
    minutes = int(figure.value)
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)
