"""Works as a file: the sheet that is given, and the sheet that is taken in."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.portfolio.works.register.reading import read_register
from cuakhau.portfolio.works.screen.acts import sign
from cuakhau.portfolio.works.screen.reader import Reader
from cuakhau.portfolio.works.screen.views import read, read_year, show
from cuakhau.portfolio.works.sheet.planning import Plan, Taking
from cuakhau.web.here import Request
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads import read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_MISTAKES = 200


@require_safe
@needs("see_works")
def give_sheet(request: Request, zone_name: str) -> HttpResponseBase:
    """Give all works with the money of a year, as the sheet that offices keep."""
    from cuakhau.portfolio.works.sheet.writing import MADE_UP, write_sheet

    zone = request.here.get_zone(zone_name)
    reader, history = read(request, zone)
    units = {one.id: one.vi for one in history.units}
    year = read_year(request, reader)
    book = write_sheet(
        read_register(zone.name), year, units, notice=MADE_UP if zone.is_demo else ""
    )
    answer = HttpResponse(book, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{zone.name}-works-{year}.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs("edit_works")
def show_import(request: Request, zone_name: str) -> HttpResponseBase:
    """Check a sheet, or take it in: whole, or nothing of it."""
    zone = request.here.get_zone(zone_name)
    reader, history = read(request, zone)
    page: dict[str, Any] = {"year": reader.today.year}
    status = 200
    if request.method == "POST":
        units = {one.id: one.vi for one in history.units}
        try:
            page |= _take(request, zone, reader, units)
        except Refusal as refused:
            page["refusal"] = tell(refused, reader.language)
        status = 422 if page.get("refusal") or page.get("mistakes") else 200
    return show(request, zone, "import", page, status=status)


def _take(request: Request, zone: Zone, reader: Reader, units: dict[str, str]) -> dict[str, Any]:
    from cuakhau.portfolio.works.sheet.taking import check_sheet, take_sheet

    sent = read_upload(request.FILES.get("file"), kinds=("xlsx",))
    taking = Taking(document=sent.name, today=reader.today, units=units)
    is_taken = request.POST.get("act") == "take"
    if is_taken:
        plan = take_sheet(zone.name, sent.content, taking, sign(request, zone, reader))
    else:
        plan = check_sheet(zone.name, sent.content, taking)
    return {"plan": plan, "is_taken": is_taken and not plan.mistakes, "name": sent.name} | (
        tell_mistakes(plan, reader.language)
    )


def tell_mistakes(plan: Plan, language: Language) -> dict[str, Any]:
    """Tell what is wrong, cell by cell."""
    told = [
        {"cell": f"{one.column}{one.row}", **tell(one.refusal, language)} for one in plan.mistakes
    ]
    return {
        "mistakes": told[:MOST_MISTAKES],
        "more": max(len(told) - MOST_MISTAKES, 0),
        "heading": _("Nothing was taken: put these right and send the file again") if told else "",
    }
