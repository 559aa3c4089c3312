"""How tasks stand: read with one question, however many they are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cuakhau.portfolio.directives.models import (
    ACCEPTED,
    DUE_SET,
    REPORTED,
    TURNING,
    Act,
    Task,
)

OPEN = "open"
SHOWN = ("open", "due", "overdue", "reported", "accepted", "all")
SOON_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks: `show` of `SHOWN`; units that are responsible or cooperate; an area."""

    show: str = "all"
    units: tuple[str, ...] = ()
    area: str = ""


def list_tasks(zone_name: str) -> QuerySet[Task]:
    """List tasks with `turned`, the act that says how each stands, and `last_due`, its day."""
    acts = Act.objects.filter(task=OuterRef("pk")).order_by("-pk")
    return (
        Task.objects.filter(zone=zone_name)
        .select_related("directive", "directive__meeting")
        .annotate(
            turned=Subquery(acts.filter(kind__in=TURNING).values("kind")[:1]),
            last_due=Coalesce(Subquery(acts.filter(kind=DUE_SET).values("due")[:1]), "due"),
        )
    )


def list_tasks_at(zone_name: str, at: datetime) -> list[Task]:
    """List the tasks as they stood at an instant."""
    acts = Act.objects.filter(task=OuterRef("pk"), at__lte=at).order_by("-pk")
    return list(
        Task.objects.filter(zone=zone_name, directive__at__lte=at).annotate(
            turned=Subquery(acts.filter(kind__in=TURNING).values("kind")[:1]),
            last_due=Coalesce(Subquery(acts.filter(kind=DUE_SET).values("due")[:1]), "due"),
        )
    )


def state_of(task: Task) -> str:
    """Say how a task of `list_tasks` stands: open, reported or accepted. Sent back is open."""
    turned: str | None = task.turned  # type: ignore[attr-defined]
    return turned if turned in (REPORTED, ACCEPTED) else OPEN


def due_of(task: Task) -> date | None:
    """Give the day by which a task of `list_tasks` is due; none where nobody gave one."""
    due: date | None = task.last_due  # type: ignore[attr-defined]
    return due


def is_overdue(task: Task, today: date) -> bool:
    """Tell whether a task is beyond its day and not even reported."""
    due = due_of(task)
    return state_of(task) == OPEN and due is not None and due < today


def is_due_soon(task: Task, today: date) -> bool:
    """Tell whether an open task is due within a week."""
    due = due_of(task)
    return state_of(task) == OPEN and due is not None and 0 <= (due - today).days <= SOON_DAYS


def fits(task: Task, show: str, today: date) -> bool:
    """Tell whether a task belongs to what is shown."""
    if show == "overdue":
        return is_overdue(task, today)
    if show == "due":
        return is_due_soon(task, today)
    return show not in (OPEN, REPORTED, ACCEPTED) or state_of(task) == show


def choose(tasks: list[Task], wanted: Wanted, today: date) -> list[Task]:
    """Choose tasks, the overdue ones first, then by day; those without one last."""
    chosen = [
        one
        for one in tasks
        if fits(one, wanted.show, today)
        and (not wanted.area or one.directive.area == wanted.area)
        and (not wanted.units or set(wanted.units) & {*one.responsible, *one.cooperating})
    ]
    return sorted(chosen, key=lambda one: _place(one, today))


def count(tasks: list[Task], today: date) -> dict[str, int]:
    """Count the tasks of each way to show them."""
    return {show: sum(fits(one, show, today) for one in tasks) for show in SHOWN}


def find_overlaps(tasks: list[Task]) -> dict[int, list[Task]]:
    """Find the tasks whose responsibility overlaps: two responsible units, or the same words in
    another directive. Gives the other tasks with the same words by the key of each.
    """
    words = [_words(one) for one in tasks]
    often = Counter(words)
    by_words: dict[str, list[Task]] = {}
    for one, said in zip(tasks, words, strict=True):
        if often[said] > 1:
            by_words.setdefault(said, []).append(one)
    found: dict[int, list[Task]] = {one.pk: [] for one in tasks if len(one.responsible) > 1}
    for alike in by_words.values():
        for one in alike:
            others = [two for two in alike if two.directive_id != one.directive_id]
            if others:
                found[one.pk] = others
    return found


def _words(task: Task) -> str:
    text: dict[str, str] = task.text
    said = text.get("vi") or next(iter(text.values()), "")
    return " ".join(said.casefold().split()).rstrip(".")


def _place(task: Task, today: date) -> tuple[bool, bool, date, int]:
    due = due_of(task)
    return not is_overdue(task, today), due is None, due or date.max, task.pk
