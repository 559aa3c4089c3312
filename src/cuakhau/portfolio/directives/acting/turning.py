"""Note progress, report a task, accept it or send it back, move its day: one line each."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cuakhau.accounts.units import list_units
from cuakhau.figures.code import NotACode
from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting.giving import read_day
from cuakhau.portfolio.directives.acting.telling import tell_units
from cuakhau.portfolio.directives.models import (
    ACCEPTED,
    DUE_SET,
    NOTE,
    REPORTED,
    SENT_BACK,
    TURNING,
    Act,
    File,
    Task,
)
from cuakhau.portfolio.directives.refusals import (
    h4_due_is_not_before_given,
    h5_day_is_a_day,
    h6_giver_accepts,
    h7_figure_code_is_known,
    h8_task_stands_so,
    h9_responsible_unit_reports,
    h10_act_says_something,
    h12_link_is_an_address,
    refuse,
)
from cuakhau.web.figures import NoSuchFigure, get_figure
from cuakhau.web.uploads import Upload
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

MOST_LETTERS = 2000
# What may be done with a task that stands so; open is a task that nobody reported or was sent back.
MAY: dict[str, tuple[str, ...]] = {
    "open": (NOTE, REPORTED, DUE_SET),
    SENT_BACK: (NOTE, REPORTED, DUE_SET),
    REPORTED: (NOTE, ACCEPTED, SENT_BACK),
    ACCEPTED: (NOTE,),
}
STATES = {
    "open": Named("open", {"vi": "đang làm", "en": "open", "zh": "进行中"}),
    REPORTED: Named(REPORTED, {"vi": "đã báo cáo xong", "en": "reported done", "zh": "已报完成"}),
    ACCEPTED: Named(ACCEPTED, {"vi": "đã nghiệm thu", "en": "accepted", "zh": "已验收"}),
}
LETTERS = {REPORTED: "task_reported", ACCEPTED: "task_accepted", SENT_BACK: "task_sent_back"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an act says: its words and evidence; `due` is the new day of a task that is moved."""

    kind: str
    words: str = ""
    figure: str = ""
    link: str = ""
    due: str = ""
    upload: Upload | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether it brings nothing at all."""
        return not (self.words.strip() or self.figure or self.link or self.upload)


def turn(zone: Zone, key: int, said: Said, units: tuple[str, ...], signed: Signed) -> Act:
    """Write an act of somebody who acts for these units. Raises H4 to H10 or H12.

    The same nonce gives the first act again.
    """
    with transaction.atomic():
        task = Task.objects.select_for_update().get(zone=zone.name, pk=key)
        known = task.acts.filter(nonce=signed.nonce).first()
        if known is not None:
            return known
        _check_state(task, said)
        unit = _check_unit(zone, task, said, units)
        figure = _check_evidence(said)
        row = Act.objects.create(
            task=task,
            kind=said.kind,
            unit=unit,
            words=said.words.strip()[:MOST_LETTERS],
            figure=figure,
            link=said.link.strip()[:500],
            due=_read_due(task, said),
            by=signed.by,
            at=signed.at,
            nonce=signed.nonce,
        )
        _keep_file(row, said.upload)
        if said.kind in LETTERS:
            whom = [task.directive.giver] if said.kind == REPORTED else task.responsible
            letter = Signed(signed.by, signed.at, f"act-{row.pk}")
            tell_units(zone, task, LETTERS[said.kind], whom, letter)
    return row


def _check_state(task: Task, said: Said) -> None:
    newest = task.acts.filter(kind__in=TURNING).order_by("-pk").first()
    state = newest.kind if newest else "open"
    if said.kind not in MAY[state]:
        shown = "open" if state == SENT_BACK else state
        raise refuse(h8_task_stands_so, state=STATES[shown])
    if said.is_empty and said.kind in (NOTE, REPORTED, SENT_BACK):
        raise refuse(h10_act_says_something)


def _check_unit(zone: Zone, task: Task, said: Said, units: tuple[str, ...]) -> str:
    names = list_units(zone)
    giver = task.directive.giver
    if said.kind in (ACCEPTED, SENT_BACK, DUE_SET):
        if giver not in units:
            raise refuse(h6_giver_accepts, giver=Named(giver, names.get(giver, {})))
        return giver
    if said.kind == REPORTED:
        mine = [unit for unit in task.responsible if unit in units]
        if not mine:
            told: dict[Language, str] = {
                code: "; ".join(names[unit][code] for unit in task.responsible if unit in names)
                for code in LANGUAGES
            }
            raise refuse(h9_responsible_unit_reports, units=Named(";".join(task.responsible), told))
        return mine[0]
    involved = (*task.responsible, *task.cooperating, giver)
    return next((unit for unit in involved if unit in units), units[0] if units else "")


def _check_evidence(said: Said) -> str:
    if said.link.strip() and not said.link.strip().startswith(("https://", "http://")):
        raise refuse(h12_link_is_an_address, link=said.link.strip()[:80])
    return find_code(said.figure)


def find_code(text: str) -> str:
    """Give the code of a figure that was issued, as it is kept; empty for nothing. Raises H7."""
    if not text.strip():
        return ""
    try:
        return get_figure(text.strip()).code
    except (NotACode, NoSuchFigure) as bad:
        raise refuse(h7_figure_code_is_known, code=text.strip()[:40]) from bad


def _read_due(task: Task, said: Said) -> date | None:
    if said.kind != DUE_SET:
        return None
    day = read_day(said.due)
    if day is None:
        raise refuse(h5_day_is_a_day, day=said.due[:20])
    given = task.directive.day
    if day < given:
        facts = {"due": f"{day:%d/%m/%Y}", "given": f"{given:%d/%m/%Y}"}
        raise refuse(h4_due_is_not_before_given, **facts)
    return day


def _keep_file(row: Act, upload: Upload | None) -> None:
    if upload is not None:
        File.objects.create(
            act=row,
            kind=upload.kind,
            media_type=upload.media_type,
            name=upload.name,
            content=upload.content,
            sent_sha256=upload.sent_sha256,
        )
