"""Directives and tasks of a period as of an instant, as data that figures are made from."""

from datetime import UTC, date, datetime
from typing import Any

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.kept.values import TASKS, TASKS_MARK, key_of
from cuakhau.movement.times import local_day
from cuakhau.portfolio.directives.models import ACCEPTED, TURNING, Act, Directive, Task
from cuakhau.zone.zone import Zone

MEASURES = ("given", "tasks", "accepted")


def count_tasks(zone: Zone, since: date, until: date, at_us: int) -> Data:
    """Count what was given and accepted in the days from `since` to `until`, as known then."""
    at = datetime.fromtimestamp(at_us / 1_000_000, UTC)
    given = Directive.objects.filter(zone=zone.name, day__range=(since, until), at__lte=at)
    counted = {
        "given": given.count(),
        "tasks": Task.objects.filter(directive__in=given).count(),
        "accepted": sum(since <= day <= until for day in _list_accepted(zone, at)),
    }
    about: dict[str, Any] = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "at_us": at_us,
    }
    values = {key_of(TASKS, {**about, "measure": one}): counted[one] for one in MEASURES}
    return build_without_log(zone, f"{TASKS_MARK}{at_us}", at_us, kept_values=values)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Count again as of the instant of a figure. Raises `ValueError`."""
    since, until = (date.fromisoformat(str(stored.parameters[one])) for one in ("since", "until"))
    return count_tasks(zone, since, until, int(stored.parameters["at_us"]))


def _list_accepted(zone: Zone, at: datetime) -> list[date]:
    """List the days on which the tasks that are accepted then were accepted."""
    turned = Act.objects.filter(task__zone=zone.name, at__lte=at, kind__in=TURNING)
    last = turned.order_by("task", "-pk").distinct("task").values_list("kind", "at")
    return [
        local_day(zone, int(moment.timestamp() * 1_000_000))
        for kind, moment in last
        if kind == ACCEPTED
    ]
