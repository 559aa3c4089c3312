"""Pages of planning: translate, one call, translate back."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.shown import show
from cuakhau.web.here import Request


@require_safe
@needs("see_plans")
def show_workbench(request: Request, zone_name: str) -> HttpResponseBase:
    """Show where a question to the twin begins."""
    zone = request.here.get_zone(zone_name)
    return show(request, zone, "workbench", {})
