"""What needs somebody: counted as of an instant, so that a figure of it can be counted again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.utils.translation import gettext as _

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.kept.values import MATTERS, MATTERS_MARK, key_of
from cuakhau.journal.versions import database_name
from cuakhau.movement.times import local_day
from cuakhau.operations.centre.models import HoursRequest, Incident
from cuakhau.operations.complaints.models import Complaint
from cuakhau.operations.payments.models import Proposal
from cuakhau.portfolio.directives.standing import fits, list_tasks_at
from cuakhau.portfolio.works.register.reading import UpTo, find_last_at, recall_register
from cuakhau.portfolio.works.rules.checks import Case
from cuakhau.portfolio.works.rules.flags import list_flags
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.models import IssuedBulletin
from cuakhau.reports.paper.compose import compose, say
from cuakhau.turnover.store.models import Doubt
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.zone import Zone

DAY = timedelta(days=1)
OF_TASKS = ("tasks_open", "tasks_due", "tasks_overdue")  # told together, in a sentence of their own


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of matter: who may see it, where it is dealt with, its rows as of an instant.

    Tasks, read once and counted together, and works with a flag have no rows here.
    """

    act: str
    address: str
    icon: str
    rows: Callable[[Zone, datetime], QuerySet[Any]] | None = None


def _complaints_late(zone: Zone, at: datetime) -> QuerySet[Complaint]:
    late = Complaint.objects.filter(zone=zone.name, at__lte=at, due_at__lt=at)
    return late.exclude(answered_at__lte=at)


def _hours(zone: Zone, at: datetime) -> QuerySet[HoursRequest]:
    asked = HoursRequest.objects.filter(zone=zone.name, at__lte=at, until__gt=at)
    return asked.exclude(decided_at__lte=at)


def _proposals(zone: Zone, at: datetime) -> QuerySet[Proposal]:
    made = Proposal.objects.filter(zone=zone.name, at__lte=at)
    return made.exclude(decision__at__lte=at)


def _incidents(zone: Zone, at: datetime) -> QuerySet[Incident]:
    known = Incident.objects.filter(zone=zone.name, at__lte=at)
    return known.exclude(closed_at__lte=at)


def _doubts(zone: Zone, at: datetime) -> QuerySet[Doubt]:
    held = Doubt.objects.filter(zone=zone.name, taken__at__lte=at)
    return held.exclude(settlement__at__lte=at)


def _bulletins(zone: Zone, at: datetime) -> QuerySet[IssuedBulletin]:
    """Give the bulletin of the last day that is over, where it was issued by then."""
    at_us = int(at.timestamp() * 1_000_000)
    day = bulletin_day(zone, at_us) - DAY
    return IssuedBulletin.objects.filter(zone=zone.name, day=day, issued_us__lte=at_us)


def _flags(zone: Zone, at: datetime) -> int:
    """Count the projects with a red flag on that day, by the rows of the register until then."""
    _last, then = find_last_at(zone.name, at)
    today = local_day(zone, int(at.timestamp() * 1_000_000))
    return _count_flags(database_name(), zone.name, then, today)


@lru_cache(maxsize=32)
def _count_flags(_database: str, zone_name: str, up_to: UpTo, today: date) -> int:
    held = recall_register(zone_name, up_to)
    cases = (Case(project=one.project, entries=one.entries, today=today) for one in held)
    return sum(bool(list_flags(case)) for case in cases)


MATTERS_BY_ID = {
    "tasks_overdue": Matter("see_directives", "portfolio:tasks", "alarm"),
    "tasks_reported": Matter("see_directives", "portfolio:tasks", "checklist"),
    "tasks_due": Matter("see_directives", "portfolio:tasks", "calendar"),
    "tasks_open": Matter("see_directives", "portfolio:tasks", "list"),
    "complaints_late": Matter("answer_complaint", "complaints:list", "message", _complaints_late),
    "incidents": Matter("see_board", "centre:incidents", "urgent", _incidents),
    "hours": Matter("see_notices", "centre:hours", "moon", _hours),
    "proposals": Matter("waive_fee", "payments:proposals", "cash", _proposals),
    "doubts": Matter("settle_trade", "turnover:doubts", "help", _doubts),
    "flags": Matter("see_works", "portfolio:works", "flag"),
    "bulletin": Matter("see_reports", "bulletins:calendar", "file-text", _bulletins),
}


def list_mine(ground: Ground) -> list[str]:
    """List the matters that this reader may know of."""
    return [one for one, matter in MATTERS_BY_ID.items() if ground.may(matter.act)]


def tell_matters(ground: Ground, data: Data) -> Iterator[Section]:
    """Tell each matter that waits for somebody, one sentence each; nothing for the others."""
    mine = [one for one in list_mine(ground) if one not in ("tasks_open", "tasks_due")]
    for one in mine:
        figure = measure(data, MATTERS, matter=one, at_us=ground.at_us)
        if not figure.value:
            continue
        matter, said = MATTERS_BY_ID[one], say(figure, ground.language)
        title, sentence = _words(one)
        yield Section(
            id=one,
            title=title,
            icon=matter.icon,
            spans=compose(sentence, {"count": said}),
            address=matter.address,
            act=matter.act,
            lead=said,
        )


def tell_tasks(ground: Ground, data: Data) -> Section:
    """Tell how many tasks are open, due within a week, and overdue."""
    said = {
        one.removeprefix("tasks_"): say(
            measure(data, MATTERS, matter=one, at_us=ground.at_us), ground.language
        )
        for one in OF_TASKS
    }
    template = _("Open: {open}; due within a week: {due}; overdue: {overdue}.")
    return Section(
        id="tasks",
        title=_("Directives due"),
        icon="checklist",
        spans=compose(template, said),
        address="portfolio:tasks",
        act="see_directives",
        lead=said["due"],
    )


def name_matter(matter: str) -> str:
    """Name a matter."""
    return _words(matter)[0]


def read_again(zone: Zone, stored: Figure) -> Data:
    """Count a matter again as of the instant of a figure. Raises `ValueError`."""
    at_us = int(stored.data_version.log.removeprefix(MATTERS_MARK))
    return build_matters(zone, at_us, [str(stored.parameters["matter"])])


def build_matters(zone: Zone, at_us: int, matters: list[str]) -> Data:
    """Count matters as of an instant, as data that figures are made from."""
    at = datetime.fromtimestamp(at_us / 1_000_000, UTC)
    values = {
        key_of(MATTERS, {"matter": one, "at_us": at_us}): number
        for one, number in _count(zone, at, matters)
    }
    return build_without_log(zone, f"{MATTERS_MARK}{at_us}", at_us, kept_values=values)


def _count(zone: Zone, at: datetime, matters: list[str]) -> Iterator[tuple[str, int]]:
    of_tasks = [one for one in matters if one.startswith("tasks_")]
    tasks = list_tasks_at(zone.name, at) if of_tasks else []
    today = local_day(zone, int(at.timestamp() * 1_000_000))
    for one in of_tasks:
        show = one.removeprefix("tasks_")
        yield one, sum(fits(task, show, today) for task in tasks)
    counted = _count_rows(zone, at, matters)
    for one in matters:
        if one == "flags":
            yield one, _flags(zone, at)
        elif one == "bulletin":
            yield one, 1 - counted.get(one, 0)
        elif one not in of_tasks:
            yield one, counted.get(one, 0)


def _count_rows(zone: Zone, at: datetime, matters: list[str]) -> dict[str, int]:
    """Count the rows of all matters with one question to the database."""
    asked = [
        rows(zone, at).order_by().values(name=Value(one)).annotate(number=Count("pk"))
        for one in matters
        if (rows := MATTERS_BY_ID[one].rows) is not None
    ]
    if not asked:
        return {}
    found = asked[0].union(*asked[1:], all=True)
    return {row["name"]: row["number"] for row in found}


def _words(matter: str) -> tuple[str, str]:
    return {
        "tasks_overdue": (
            _("Tasks overdue"),
            _("{count} beyond their day and not reported: remind, or give another day."),
        ),
        "tasks_reported": (
            _("Tasks reported done"),
            _("{count} reported done: accept them or send them back."),
        ),
        "tasks_due": (_("Tasks due within a week"), "{count}"),
        "tasks_open": (_("Open tasks"), "{count}"),
        "complaints_late": (
            _("Complaints"),
            _("{count} beyond the limit for an answer: give each an answer or another unit."),
        ),
        "incidents": (_("Incidents"), _("{count} still open: see what each of them blocks.")),
        "hours": (
            _("Outside of the hours"),
            _("{count} asked for and not decided: the vehicles wait for the answer."),
        ),
        "proposals": (
            _("Fees to let off or give back"),
            _("{count} proposed and not decided by a second person."),
        ),
        "doubts": (_("Figures of trade"), _("{count} in doubt: accept, correct or reject them.")),
        "flags": (_("Works with a red flag"), _("{count} late, slow or stuck: see who must act.")),
        "bulletin": (
            _("Bulletin"),
            _("{count}: the bulletin of the last day that is over is not issued yet."),
        ),
    }[matter]
