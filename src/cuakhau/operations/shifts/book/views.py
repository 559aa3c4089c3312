"""The duty log book: translate, one call, translate back."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.figures.format import format_day
from cuakhau.movement.times import local_time
from cuakhau.operations.shifts import doors, words
from cuakhau.operations.shifts.book import acts
from cuakhau.operations.shifts.book.acts import Saying
from cuakhau.operations.shifts.book.page import Day, build_day, name_kinds
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPED = ("kind", "clock", "text", "corrects", "about")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("write_book")
def show_book(request: Request, zone_name: str) -> HttpResponseBase:
    """Show a day of the book, ready to print; write an entry."""
    zone = request.here.get_zone(zone_name)
    agency = doors.choose_agency(request, zone, "write_book")
    refusal = None
    if request.method == "POST":
        try:
            said = _read(request, zone)
            entry = acts.write(zone, said, doors.sign(request, zone, agency, "book"))
        except Refusal as refused:
            refusal = tell(refused, language_of(request))
        else:
            day = local_time(zone, micros(entry.happened_at)).date().isoformat()
            address = reverse("shifts:book", args=[zone.name])
            return redirect(f"{address}?day={day}#entry-{entry.number}")
    page = {
        **_build(request, zone, agency),
        "kinds": name_kinds(),
        "corrects": _read_number(request.GET.get("corrects", "")),
        "about": _read_about((request.POST or request.GET).get("about", "")),
        "longest": words.LONGEST,
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "refusal": refusal,
    }
    return doors.answer(request, zone, "book", page, status=422 if refusal else 200)


@require_safe
@needs("write_book")
def export_book(request: Request, zone_name: str) -> HttpResponseBase:
    """Give a day of the book as an Excel workbook."""
    zone = request.here.get_zone(zone_name)
    from cuakhau.operations.shifts.book.export import write_workbook  # loads openpyxl

    agency = doors.choose_agency(request, zone, "write_book")
    page = _build(request, zone, agency)
    title = _("Duty log book · {agency}").format(agency=page["agency_name"])
    mark = _("demo") if zone.is_demo else ""
    made = HttpResponse(write_workbook(title, page["day"], page["lines"], mark), content_type=XLSX)
    made["Content-Disposition"] = f'attachment; filename="duty-book-{page["day"]}.xlsx"'
    made["Cache-Control"] = "no-store"
    return made


def _build(request: Request, zone: Zone, agency: str) -> dict[str, Any]:
    reader, day = doors.reader_of(request, zone), doors.read_day(request, zone)
    window = doors.window_of_day(zone, day)
    entries = acts.list_between(zone.name, agency, *window)
    texts = words.read(
        request, zone, [one.words for one in entries], agency=agency, why=f"duty book {day}"
    )
    known = Day(
        day=day,
        window=window,
        agency=agency,
        names=doors.name_officers(zone.name),
        texts=texts,
    )
    lines = build_day(reader, known, entries)
    return {
        "agency": agency,
        "agency_name": zone.name_of(agency, reader.language),
        "day": day.isoformat(),
        "day_name": format_day(day, reader.language),
        "before": (day - doors.DAY).isoformat(),
        "after": (day + doors.DAY).isoformat(),
        "now": f"{local_time(zone, reader.now_us):%H:%M}",
        "lines": lines,
    }


def _read(request: Request, zone: Zone) -> Saying:
    sent = request.POST
    return Saying(
        kind=sent.get("kind", ""),
        happened_at=_read_clock(request, zone, sent.get("clock", "")),
        text=sent.get("text", ""),
        corrects=_read_number(sent.get("corrects", "")),
        about=_read_about(sent.get("about", "")),
    )


def _read_clock(request: Request, zone: Zone, typed: str) -> datetime | None:
    day = doors.read_day(request, zone)
    try:
        clock = datetime.strptime(typed.strip(), "%H:%M").time()  # noqa: DTZ007 a clock alone
    except ValueError:
        return None
    return datetime.combine(day, clock, ZoneInfo(zone.time_zone))


def _read_number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 9 else None


def _read_about(typed: str) -> str:
    kind, _colon, key = typed.partition(":")
    return typed if kind == "handover" and key.isdecimal() and len(key) < 12 else ""
