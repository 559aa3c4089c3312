"""A span of time for people."""

from django.utils.translation import gettext as _

MINUTE_US = 60_000_000


def say_wait(wait_us: int) -> str:
    """Say how long something took, in hours and minutes, from two days on in days."""
    minutes = max(0, wait_us) // MINUTE_US
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)
