"""The bulletins issued for a period, as data that figures are made from."""

from datetime import date
from typing import Any

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.issued.sums import MARK, IssuedDay
from cuakhau.reports.models import IssuedBulletin
from cuakhau.zone.zone import Zone


def read_issued_days(zone: Zone, since: date, until: date, *, last: int | None = None) -> Data:
    """Read the bulletins issued for these days, up to the one of id `last` where it is given."""
    rows = IssuedBulletin.objects.filter(zone=zone.name, day__range=(since, until))
    if last is not None:
        rows = rows.filter(id__lte=last)
    found = list(rows.order_by("day").values_list("id", "day", "content", "issued_us"))
    days = tuple(IssuedDay(day, _values(content)) for _id, day, content, _at in found)
    newest = max((row[0] for row in found), default=0)
    as_of_us = max((row[3] for row in found), default=0)
    return build_without_log(zone, f"{MARK}{newest}", as_of_us, issued=days)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure was made from. Raises `ValueError` for a version that is none."""
    last = int(stored.data_version.log.removeprefix(MARK))
    return read_issued_days(zone, *_days_of(stored), last=last)


def read_now(zone: Zone, stored: Figure) -> Data:
    """Give all that was issued by now for the question of a figure."""
    return read_issued_days(zone, *_days_of(stored))


def _days_of(stored: Figure) -> tuple[date, date]:
    since, until = (str(stored.parameters[name]) for name in ("since", "until"))
    return date.fromisoformat(since), date.fromisoformat(until)


def _values(
    content: dict[str, Any],
) -> dict[tuple[str, str, str], int | None]:
    return {
        (part["line"], measure, heading): said["value"]
        for part in (content["whole"], *content["lines"])
        for measure, headings in part["cells"].items()
        for heading, said in headings.items()
    }
