"""Lists of tasks as workbooks: given out, looked through and taken in as a whole."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.portfolio.directives.screen.shown import show, sign
from cuakhau.portfolio.directives.sheet.columns import list_columns
from cuakhau.portfolio.directives.sheet.reading import Read, read_sheet, take
from cuakhau.portfolio.directives.sheet.writing import write_sheet
from cuakhau.portfolio.directives.standing import list_tasks
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads import read_upload
from cuakhau.zone.refusal import Refusal

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_MISTAKES = 200


@require_safe
@needs("see_directives")
def give_sheet(request: Request, zone_name: str) -> HttpResponseBase:
    """Give all tasks as a workbook."""
    zone = request.here.get_zone(zone_name)
    tasks = list(list_tasks(zone.name).order_by("directive__day", "directive", "row"))
    answer = HttpResponse(write_sheet(zone, tasks, language_of(request)), content_type=MEDIA)
    answer.headers["Content-Disposition"] = f'attachment; filename="tasks-{zone.name}.xlsx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs("give_directives")
def show_import(request: Request, zone_name: str) -> HttpResponseBase:
    """Take a workbook of directives in; what is wrong is listed by row and column, all at once."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    page: dict[str, Any] = {
        "tab": "import",
        "columns": [one.names[language] for one in list_columns() if one.id != "state"],
    }
    if request.method != "POST":
        return show(request, zone, "import", page)
    read = Read((), ())
    try:
        upload = read_upload(request.FILES.get("file"), kinds=["xlsx"])
        read = read_sheet(zone, upload.content, language)
        take(zone, read, sign(request, zone))
    except Refusal as refused:
        page["mistakes"] = [
            {"row": one.row, "column": one.column, **tell(one.refusal, language)}
            for one in read.mistakes[:MOST_MISTAKES]
        ]
        return show(request, zone, "import", page, refused)
    return redirect("portfolio:tasks", zone.name)
