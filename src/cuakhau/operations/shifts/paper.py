"""When the system is down: numbered sheets, and their rows entered later, checked as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Count, Max

from cuakhau.accounts.models import Person
from cuakhau.journal.asked.answers import Appended
from cuakhau.movement.event import Event
from cuakhau.movement.view import confirmed_at
from cuakhau.operations import actions
from cuakhau.operations.actions import Signed
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.desk.find import find_visits, plain
from cuakhau.operations.desk.waiting import Waiting, hall_of
from cuakhau.operations.shifts import refusals as rules
from cuakhau.operations.shifts.models import Sheet, SheetRow
from cuakhau.operations.shifts.refusals import NotEntered, wrong
from cuakhau.operations.sources.reading.times import read_time
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone

ROWS = 20  # of a sheet
MOST_SHEETS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One row as it was typed, all texts."""

    sheet: str
    row: str
    vehicle: str
    step: str
    time: str
    person: str


@dataclass(slots=True)
class Checked:
    """A row that was looked at: what it means, and by column what is wrong with it."""

    typed: Typed
    sheet: Sheet | None = None
    row: int = 0
    subject: str = ""
    at: datetime | None = None
    wrong: dict[str, NotEntered] = field(default_factory=dict)


@transaction.atomic
def print_sheets(zone: Zone, agency: str, count: int, *, by: str, at: datetime) -> list[Sheet]:
    """Give the next numbers of an agency to blank sheets."""
    with connection.cursor() as cursor:  # one desk after the other, or two would get one number
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{zone.name}/{agency}"])
    rows = Sheet.objects.filter(zone=zone.name, agency=agency)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    numbers = range(last + 1, last + 1 + min(max(count, 1), MOST_SHEETS))
    return [
        Sheet.objects.create(zone=zone.name, agency=agency, number=number, by=by, at=at)
        for number in numbers
    ]


def list_missing(zone_name: str, agency: str) -> list[Sheet]:
    """List the sheets that were printed and neither entered nor returned blank."""
    rows = Sheet.objects.filter(zone=zone_name, agency=agency, returned_at__isnull=True)
    return list(rows.annotate(count=Count("rows")).filter(count=0).order_by("number"))


def return_blank(zone_name: str, agency: str, number: int, *, by: str, at: datetime) -> bool:
    """Note that a sheet came back with nothing on it; tell whether it was missing until now."""
    missing = [one.pk for one in list_missing(zone_name, agency) if one.number == number]
    return bool(Sheet.objects.filter(pk__in=missing).update(returned_by=by, returned_at=at))


def check(
    zone: Zone, agency: str, typed: Sequence[Typed], day: date, *, now: datetime
) -> list[Checked]:
    """Look at all rows and tell all mistakes at once. Writes nothing."""
    sheets = {s.number: s for s in Sheet.objects.filter(zone=zone.name, agency=agency)}
    entered = {
        (one.sheet_id, one.row): one.subject
        for one in SheetRow.objects.filter(sheet__in=list(sheets.values()))
    }
    people = set(
        Person.objects.filter(zone=zone.name, agency=agency).values_list("username", flat=True)
    )
    steps = {step.id for step in zone.steps if agency in step.agencies}
    waiting = hall_of(zone).look()
    given = {one.seen.subject: set(confirmed_at(one.visit.standing)) for one in waiting}
    seats: set[tuple[str, str]] = set()
    found = []
    for one in typed:
        row = Checked(one)
        _check_seat(row, sheets, entered, seats)
        _check_time(row, day, now)
        if one.person not in people:
            row.wrong["person"] = wrong(rules.s9_person_is_of_the_desk, value=one.person[:40])
        if one.step not in steps:
            row.wrong["step"] = wrong(rules.s6_step_is_of_the_desk)
        row.subject = _find_subject(zone, one.vehicle, waiting)
        if not row.subject:
            row.wrong["vehicle"] = wrong(rules.s5_vehicle_is_known, value=one.vehicle[:40])
        elif one.step in given[row.subject]:
            row.wrong["step"] = wrong(rules.s10_step_is_not_given_yet)
        else:
            given[row.subject].add(one.step)
        found.append(row)
    return found


def _check_seat(
    row: Checked,
    sheets: dict[int, Sheet],
    entered: dict[tuple[int, int], str],
    seats: set[tuple[str, str]],
) -> None:
    typed = row.typed
    number = int(typed.sheet) if typed.sheet.isdecimal() and len(typed.sheet) < 9 else 0
    row.row = int(typed.row) if typed.row.isdecimal() and len(typed.row) < 4 else 0
    row.sheet = sheets.get(number)
    if row.sheet is None:
        row.wrong["sheet"] = wrong(rules.s1_sheet_was_printed, value=typed.sheet[:20])
    elif not 1 <= row.row <= ROWS:
        row.wrong["row"] = wrong(rules.s2_row_is_on_the_sheet, most=ROWS)
    elif (row.sheet.pk, row.row) in entered:
        subject = entered[row.sheet.pk, row.row]
        facts = {"row": row.row, "sheet": number, "subject": subject}
        row.wrong["row"] = wrong(rules.s3_row_is_entered_once, **facts)
    elif (typed.sheet, typed.row) in seats:
        row.wrong["row"] = wrong(rules.s4_row_stands_once)
    seats.add((typed.sheet, typed.row))


def _check_time(row: Checked, day: date, now: datetime) -> None:
    text = row.typed.time.strip()
    if text.isdecimal() and len(text) in (3, 4):  # 815 and 0815 are quicker to type
        text = f"{text[:-2]}:{text[-2:]}"
    row.at = read_time(text, day.isoformat(), offset_min(now))
    if row.at is None:
        row.wrong["time"] = wrong(rules.s7_time_can_be_read, value=row.typed.time[:20])
    elif row.at > now:
        row.wrong["time"] = wrong(rules.s8_time_is_over)


def _find_subject(zone: Zone, text: str, waiting: list[Waiting]) -> str:
    """Find the only open visit whose number or plate ends so."""
    found = find_visits(zone.name, plain(text), waiting)
    return next(iter(found)) if len(found) == 1 else ""


def enter(
    zone: Zone, agency: str, rows: Iterable[Checked], *, by: str, at: datetime, nonce: str
) -> int:
    """Write checked rows with the time they happened; give how many.

    Raises whatever the journal refuses; then none is written.
    """
    chosen = list(rows)
    events = [(_build_event(zone, agency, row), NO_WORDS) for row in chosen]
    with transaction.atomic():
        answer = actions.record_batch(zone, events, Signed(by, at, nonce), "refuse_all")
        if answer.refused:
            raise answer.refused[0].refusal
        if answer.repeated:
            return len(chosen)
        SheetRow.objects.bulk_create(
            SheetRow(
                sheet=row.sheet,
                row=row.row,
                subject=row.subject,
                seq=done.seq,
                person=row.typed.person,
                by=by,
                at=at,
            )
            for row, done in zip(chosen, answer.rows, strict=True)
            if isinstance(done, Appended)
        )
    return len(chosen)


def _build_event(zone: Zone, agency: str, row: Checked) -> Event:
    assert row.at is not None
    assert row.sheet is not None
    return Event(
        zone=zone.name,
        subject_kind="visit",
        subject=row.subject,
        kind="confirmed",
        step=row.typed.step,
        agency=agency,
        happened_us=micros(row.at),
        happened_offset_min=offset_min(row.at),
        way="paper",
        payload={"sheet": row.sheet.number, "row": row.row, "person": row.typed.person},
    )
