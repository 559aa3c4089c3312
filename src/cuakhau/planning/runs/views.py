"""Runs: translate, one call, translate back."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning import turns
from cuakhau.planning.models import Run
from cuakhau.planning.runs import acts, runner
from cuakhau.planning.runs.page import build_run
from cuakhau.planning.runs.proving import prove
from cuakhau.planning.shown import get_run, show, sign
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

MOST_SHOWN = 60


@require_safe
@needs("see_plans")
def show_runs(request: Request, zone_name: str) -> HttpResponseBase:
    """List the runs, newest first; up to five are put side by side."""
    zone = request.here.get_zone(zone_name)
    runner.note_cut(zone.name, request.here.wall_now())
    found = Run.objects.defer("results").filter(zone=zone.name).order_by("-pk")[:MOST_SHOWN]
    language = language_of(request)
    return show(request, zone, "runs", {"runs": [build_run(zone, one, language) for one in found]})


@require_safe
@needs("see_plans")
def show_state(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show how far a run is; a browser that hears that it is over opens its page anew."""
    zone = request.here.get_zone(zone_name)
    runner.note_cut(zone.name, request.here.wall_now())
    run = build_run(zone, get_run(zone, key), language_of(request))
    answer = show(request, zone, "state", {"run": run})
    answer.headers["Cache-Control"] = "no-store"
    if run["is_over"]:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs("make_plans")
def stop(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Stop a run that waits or is being made."""
    zone = request.here.get_zone(zone_name)
    turns.stop(get_run(zone, key))
    return redirect("planning:run", zone.name, key)


@require_POST
@needs("make_plans")
def ask_again(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Make the same run once more, as a run of its own."""
    zone = request.here.get_zone(zone_name)
    again = acts.ask_again(get_run(zone, key), sign(request, zone))
    runner.wake(request.here.wall_now)
    return redirect("planning:run", zone.name, again.pk)


@require_POST
@needs("make_plans")
def show_proof(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Make the first replication again and keep whether its rows are the same."""
    zone = request.here.get_zone(zone_name)
    signed = sign(request, zone)
    prove(Run.objects.get(pk=get_run(zone, key).pk), by=signed.by, at=signed.at)
    return redirect("planning:run", zone.name, key)


@require_safe
@needs("see_plans")
def give_scenario(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Give the scenario of a run as its file."""
    zone = request.here.get_zone(zone_name)
    answer = HttpResponse(get_run(zone, key).scenario, content_type="application/toml")
    answer.headers["Content-Disposition"] = f'attachment; filename="scenario-{key}.toml"'
    return answer
