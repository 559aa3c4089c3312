"""The workbench: translate, one call, translate back."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.rights import needs, require
from cuakhau.planning.bench import trials
from cuakhau.planning.bench.page import build_answer, build_page
from cuakhau.planning.bench.quick import Quick
from cuakhau.planning.bench.reading import read_asked, read_scenario_text, read_start
from cuakhau.planning.bench.told import tell_troubles
from cuakhau.planning.runs import acts, runner
from cuakhau.planning.scenarios.ready import list_ready
from cuakhau.planning.shown import get_run, show, sign
from cuakhau.planning.twins import Question, find_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_plans")
def show_workbench(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the twin and what may be changed; run what was asked."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone, _said(request, zone), [])
    require(request.user, "make_plans", zone=zone.name)
    said, today = _sent(request), _today(request, zone)
    try:
        text = read_scenario_text(zone, said, request.FILES.get("file"), today)
        if "show" in said:
            return _show(request, zone, {**said, "text": text}, [])
        run = acts.ask(zone, read_asked(said, text, today), sign(request, zone))
    except (Refusal, TwinMistakes) as trouble:
        return _show(request, zone, said, tell_troubles(trouble, language_of(request)))
    runner.wake(request.here.wall_now)
    return redirect("planning:run", zone.name, run.pk)


@require_POST
@needs("see_plans")
def answer_quickly(request: Request, zone_name: str) -> HttpResponseBase:
    """Answer while somebody drags: the scenario as text, and what would come of it."""
    zone = request.here.get_zone(zone_name)
    said, today = _sent(request), _today(request, zone)
    words: dict[str, Any] = {}
    try:
        words["toml"] = read_scenario_text(zone, said, None, today)
        start = read_start(said, today)
        question = Question(scenario=words["toml"], first_day=start.first_day, days=start.days)
        quick = Quick(zone, question)
        words |= build_answer(quick, language_of(request))
        trials.keep(quick, at=request.here.now(zone.name))
    except (Refusal, TwinMistakes) as trouble:
        words["troubles"] = tell_troubles(trouble, language_of(request))
    answer = show(request, zone, "answer", words)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs("see_plans")
def give_scenario(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the scenario of the sliders as a file."""
    zone = request.here.get_zone(zone_name)
    said, today = _sent(request), _today(request, zone)
    text = read_scenario_text(zone, said, None, today)
    answer = HttpResponse(text, content_type="application/toml")
    answer.headers["Content-Disposition"] = 'attachment; filename="scenario.toml"'
    return answer


def _sent(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in request.POST}


def _said(request: Request, zone: Zone) -> dict[str, str]:
    """Read what an address says; `?run=` and `?ready=` begin with that scenario."""
    said = {name: request.GET.get(name, "") for name in request.GET}
    ready = {one.name: one for one in list_ready(zone)}.get(said.get("ready", ""))
    if ready is not None:
        said |= {"text": ready.text, "name": ready.title(language_of(request))}
    if said.get("run", "").isdecimal():
        run = get_run(zone, int(said["run"]))
        said |= {"day": run.first_day.isoformat(), "base": run.base, "days": str(run.days)}
        said |= {"text": run.scenario, "name": run.name, "reps": str(run.reps)}
    return said


def _show(
    request: Request, zone: Zone, said: dict[str, str], troubles: list[dict[str, str]]
) -> HttpResponse:
    twin = find_twin(zone)
    if twin is None:
        return show(request, zone, "workbench", {"twin": None, "troubles": troubles})
    language = language_of(request)
    words = build_page(zone, twin, said, _today(request, zone), language)
    ready = [{"name": one.name, "title": one.title(language)} for one in list_ready(zone)]
    words |= {"troubles": troubles, "ready": ready}
    return show(request, zone, "workbench", words)


def _today(request: Request, zone: Zone) -> date:
    return request.here.now(zone.name).date()
