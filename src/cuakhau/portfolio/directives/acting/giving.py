"""Give a directive with its tasks: checked as a whole, written once for each nonce."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting.telling import tell_units
from cuakhau.portfolio.directives.areas import list_areas
from cuakhau.portfolio.directives.models import GIVEN, Directive, Meeting, Task
from cuakhau.portfolio.directives.refusals import (
    DirectiveRefused,
    h1_words_are_there,
    h2_responsible_unit_is_named,
    h3_unit_is_known,
    h4_due_is_not_before_given,
    h5_day_is_a_day,
    h11_area_is_known,
    refuse,
)
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_LETTERS = 2000
FIELDS = {
    "document": Named("document", {"vi": "văn bản", "en": "document", "zh": "文件"}),
    "text": Named("text", {"vi": "nội dung chỉ đạo", "en": "text", "zh": "内容"}),
    "task": Named("task", {"vi": "nhiệm vụ", "en": "task", "zh": "任务"}),
    "title": Named("title", {"vi": "tên", "en": "title", "zh": "名称"}),
}


# The words of a field in the other languages, where whoever gives them has written them.
Also = Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSaid:
    """A task as it is typed: units by id, `due` as a day of ISO 8601 or empty."""

    text: str
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: str = ""
    also: Also = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A directive as it is typed, in the language of who types."""

    document: str
    day: str
    giver: str
    text: str
    area: str
    tasks: tuple[TaskSaid, ...]
    language: Language = "vi"
    origin: str = GIVEN
    source: str = ""
    also: Also = field(default_factory=dict)


def give(zone: Zone, said: Said, signed: Signed, meeting: Meeting | None = None) -> Directive:
    """Write a directive down with its tasks and tell the units. Raises H1 to H5 or H11.

    The same nonce gives the first directive again.
    """
    known = Directive.objects.filter(zone=zone.name, nonce=signed.nonce).first()
    if known is not None:
        return known
    for _field, mistake in find_mistakes(zone, said):
        raise mistake
    try:
        with transaction.atomic():
            return _write(zone, said, signed, meeting)
    except IntegrityError:  # pressed twice at once
        return Directive.objects.get(zone=zone.name, nonce=signed.nonce)


def find_mistakes(zone: Zone, said: Said) -> Iterator[tuple[str, DirectiveRefused]]:
    """Find all that is wrong with a directive, each with the field that it is about."""
    units = list_units(zone)
    for name in ("document", "text"):
        if not getattr(said, name).strip():
            yield name, refuse(h1_words_are_there, field=FIELDS[name])
    given = read_day(said.day)
    if given is None:
        yield "day", refuse(h5_day_is_a_day, day=said.day[:20])
    if said.giver not in units:
        yield "giver", refuse(h3_unit_is_known, unit=said.giver[:60])
    if said.area not in list_areas():
        yield "area", refuse(h11_area_is_known, area=said.area[:60])
    if not said.tasks:
        yield "task", refuse(h1_words_are_there, field=FIELDS["task"])
    for task in said.tasks:
        yield from _mistakes_of_task(task, given, set(units))


def _mistakes_of_task(
    task: TaskSaid, given: date | None, units: set[str]
) -> Iterator[tuple[str, DirectiveRefused]]:
    if not task.text.strip():
        yield "task", refuse(h1_words_are_there, field=FIELDS["task"])
    if not task.responsible:
        yield "responsible", refuse(h2_responsible_unit_is_named, task=task.text[:80])
    for name in ("responsible", "cooperating"):
        for unit in getattr(task, name):
            if unit not in units:
                yield name, refuse(h3_unit_is_known, unit=unit[:60])
    due = read_day(task.due) if task.due else None
    if task.due and due is None:
        yield "due", refuse(h5_day_is_a_day, day=task.due[:20])
    if due and given and due < given:
        facts = {"due": f"{due:%d/%m/%Y}", "given": f"{given:%d/%m/%Y}"}
        yield "due", refuse(h4_due_is_not_before_given, **facts)


def read_day(text: str) -> date | None:
    """Read a day of ISO 8601; none for what is no day."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _write(zone: Zone, said: Said, signed: Signed, meeting: Meeting | None) -> Directive:
    row = Directive.objects.create(
        zone=zone.name,
        document=said.document.strip()[:300],
        day=date.fromisoformat(said.day.strip()),
        giver=said.giver,
        text={said.language: said.text.strip()[:MOST_LETTERS], **said.also.get("text", {})},
        area=said.area,
        meeting=meeting,
        origin=said.origin,
        source=said.source[:300],
        by=signed.by,
        at=signed.at,
        nonce=signed.nonce,
    )
    for number, task in enumerate(said.tasks, start=1):
        made = Task.objects.create(
            zone=zone.name,
            directive=row,
            row=number,
            text={said.language: task.text.strip()[:MOST_LETTERS], **task.also.get("text", {})},
            responsible=list(dict.fromkeys(task.responsible)),
            cooperating=[
                unit for unit in dict.fromkeys(task.cooperating) if unit not in task.responsible
            ],
            due=read_day(task.due) if task.due else None,
        )
        units = [*made.responsible, *made.cooperating]
        tell_units(zone, made, "task_given", units, Signed(signed.by, signed.at, f"task-{made.pk}"))
    return row
