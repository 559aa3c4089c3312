"""The best use of a budget: translate, one call, translate back."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.bench.reading import read_start
from cuakhau.planning.bench.told import tell_troubles
from cuakhau.planning.search.lever import Budget
from cuakhau.planning.shown import show
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal

MILLION = 1_000_000
BUDGET, PEOPLE, MOST = 20, 10, 100_000


@require_safe
@needs("make_plans")
def show_budget(request: Request, zone_name: str) -> HttpResponseBase:
    """Ask for a budget; the answer comes after the page."""
    zone = request.here.get_zone(zone_name)
    words = {
        "has_twin": find_twin(zone) is not None,
        "budget": _number(request, "budget", BUDGET),
        "people": _number(request, "people", PEOPLE),
        "is_asked": "budget" in request.GET,
        "day": request.here.now(zone.name).date().isoformat(),
    }
    return show(request, zone, "budget", words)


@require_safe
@needs("make_plans")
def show_options(request: Request, zone_name: str) -> HttpResponseBase:
    """Search, and show the plans."""
    zone = request.here.get_zone(zone_name)
    language = language_of(request)
    budget = Budget(
        vnd=_number(request, "budget", BUDGET) * MILLION,
        people=_number(request, "people", PEOPLE),
    )
    try:
        # Half a second to load; only a search needs it.
        from cuakhau.planning.budget.page import build_options

        start = read_start(request.GET, request.here.now(zone.name).date())
        words = build_options(zone, start.first_day, budget, language)
    except (Refusal, TwinMistakes) as trouble:
        words = {"troubles": tell_troubles(trouble, language)}
    return show(request, zone, "options", words)


def _number(request: Request, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return min(int(text), MOST) if text.isdecimal() and len(text) < 9 else otherwise
