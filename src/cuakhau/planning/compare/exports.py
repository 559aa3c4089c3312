"""Runs side by side to take along: translate, one call, translate back."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.figures import get_definition
from cuakhau.planning.compare.paragraph import write_paragraph
from cuakhau.planning.compare.views import read_chosen
from cuakhau.planning.shown import show
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("see_plans")
def give_workbook(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the workbook."""
    # Half a second to load, and only this address needs it.
    from cuakhau.planning.compare.workbook import write_workbook

    zone = request.here.get_zone(zone_name)
    sides = read_chosen(request, zone)
    answer = HttpResponse(write_workbook(zone, sides, language_of(request)), content_type=XLSX)
    numbers = "-".join(str(kept.run.pk) for kept in sides.kept)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{zone.name}-runs-{numbers}.xlsx"'
    )
    return answer


@require_safe
@needs("see_plans")
def show_paragraph(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the paragraph for a report, and the code of each figure in it."""
    zone = request.here.get_zone(zone_name)
    sides, language = read_chosen(request, zone), language_of(request)
    paragraph = write_paragraph(sides, language)
    words = {
        "sentences": paragraph.sentences,
        "figures": [
            {"figure": one, "name": get_definition(one.definition).names[language]}
            for one in paragraph.figures
        ],
        "asked": "&".join(f"run={kept.run.pk}" for kept in sides.kept),
    }
    return show(request, zone, "paragraph", words)
