"""Which periods are offered first: the last one of its length that is over, or what is known."""

from datetime import date, timedelta

from cuakhau.journal.versions import read_history
from cuakhau.zone.zone import Zone

FIRST_QUARTER_END = 3


def suggest_periods(zone: Zone, kind: str, today: date) -> str:
    """Suggest the periods of a kind of document, as `read_period` reads them."""
    month = today.replace(day=1) - timedelta(days=1)
    quarter = (today.month - 1) // 3  # of those that are over in this year
    year = today.year - 1
    return {
        "working-session": _of_session(zone, today),
        "minutes": _of_session(zone, today),
        "brief": today.isoformat(),
        "task-list": today.isoformat(),
        "release-times": today.isoformat(),
        "daily": (today - timedelta(days=1)).isoformat(),
        "weekly": f"{today - timedelta(days=7)}..{today - timedelta(days=1)}",
        "monthly": f"{month:%Y-%m}",
        "quarterly": f"{today.year}Q{quarter}" if quarter else f"{year}Q4",
        "half-year": f"{today.year}H1" if today.month > 6 else f"{year}H2",
        "nine-month": f"{today.year}M9" if today.month > 9 else f"{year}M9",
    }.get(kind, str(year))


def _of_session(zone: Zone, today: date) -> str:
    sessions = sorted(one.day for one in read_history(zone).sessions if one.day <= today)
    if not sessions:
        return f"{today.year - 1}"
    last = sessions[-1]
    quarter = (last.month - 1) // FIRST_QUARTER_END
    return f"{last.year - 1},{last.year}Q{quarter}" if quarter else f"{last.year - 1}"
