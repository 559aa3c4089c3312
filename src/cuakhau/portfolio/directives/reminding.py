"""Reminders before a task is due, and escalation when it is overdue; the levels are data."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

from django.db import IntegrityError, transaction

from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting.telling import tell_units
from cuakhau.portfolio.directives.models import ESCALATED, REMINDED, Act, Task
from cuakhau.portfolio.directives.standing import OPEN, due_of, list_tasks, state_of
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

WHO = "reminder"


@dataclass(frozen=True, slots=True)
class Level:
    """A row of `levels.csv`: so many days from the due day (negative: before it), who is told."""

    id: str
    days: int
    told: tuple[str, ...]  # responsible, cooperating, giver
    names: dict[Language, str]

    @property
    def kind(self) -> str:
        """Say whether it reminds or escalates."""
        return ESCALATED if self.days > 0 else REMINDED


@cache
def list_levels() -> tuple[Level, ...]:
    """List the levels, the earliest first."""
    file = resources.files(__package__).joinpath("levels.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    levels = [
        Level(
            row["id"],
            int(row["days"]),
            tuple(row["told"].split(";")),
            {code: row[code] for code in LANGUAGES},
        )
        for row in rows
    ]
    return tuple(sorted(levels, key=lambda one: one.days))


def find_level(due: date, today: date) -> Level | None:
    """Find the last level that is reached; none where it is too early for the first."""
    reached = [one for one in list_levels() if due + timedelta(days=one.days) <= today]
    return reached[-1] if reached else None


def name_level(level: str, language: Language) -> str:
    """Name a level for people."""
    found = next((one for one in list_levels() if one.id == level), None)
    return found.names[language] if found else level


def remind_due(zone: Zone, *, at: datetime) -> int:
    """Remind of each open task, or escalate it, once a level and due day; tell how many."""
    first = list_levels()[0].days
    today = at.date()
    until = today - timedelta(days=first)
    waiting = [one for one in list_tasks(zone.name) if (due_of(one) or date.max) <= until]
    done = 0
    for task in waiting:
        due = due_of(task)
        level = find_level(due, today) if due and state_of(task) == OPEN else None
        if level is not None and due is not None:
            done += _remind(zone, task, level, due, at)
    return done


def _remind(zone: Zone, task: Task, level: Level, due: date, at: datetime) -> bool:
    nonce = f"{level.id}:{due.isoformat()}"
    if task.acts.filter(nonce=nonce).exists():
        return False
    units = {
        "responsible": task.responsible,
        "cooperating": task.cooperating,
        "giver": [task.directive.giver],
    }
    told = [unit for group in level.told for unit in units[group]]
    try:
        with transaction.atomic():
            row = Act.objects.create(
                task=task, kind=level.kind, level=level.id, due=due, by=WHO, at=at, nonce=nonce
            )
            text = "task_overdue" if level.kind == ESCALATED else "task_due"
            tell_units(zone, task, text, told, Signed(WHO, at, f"act-{row.pk}"), due)
    except IntegrityError:  # another process was first
        return False
    return True
