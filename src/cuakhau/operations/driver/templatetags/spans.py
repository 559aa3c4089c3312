"""A span of time from one figure to another, in words."""

from django import template
from django.utils.translation import gettext as _

from cuakhau.figures import Figure
from cuakhau.web.templatetags.figures import figure as print_figure

register = template.Library()


@register.filter
def up_to(soonest: Figure, latest: Figure) -> str:
    """Print two figures of minutes as one range, in hours where both are whole hours."""
    if (soonest.unit, latest.unit) != ("minute", "minute"):
        raise TypeError(f"{soonest.query} to {latest.query} is no span of time")
    if soonest.value is None or latest.value is None:
        return print_figure(soonest)
    low, high = int(soonest.value), int(latest.value)
    if low % 60 == high % 60 == 0 and high >= 120:
        return _("{low}–{high} h").format(low=low // 60, high=high // 60)
    if high <= 60:
        return _("{low}–{high} min").format(low=low, high=high)
    return _("{low} – {high} h").format(low=_clock(low), high=_clock(high))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
