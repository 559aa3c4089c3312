"""Addresses of planning, below `zone/<name>/plan/`."""

from django.urls import include, path, re_path

from cuakhau.planning.bench import views as bench
from cuakhau.planning.budget import views as budget
from cuakhau.planning.calibration import views as calibration
from cuakhau.planning.compare import exports
from cuakhau.planning.compare import views as compare
from cuakhau.planning.processes import views as processes
from cuakhau.planning.replaying import views as replaying
from cuakhau.planning.runs import views as runs
from cuakhau.planning.studies import views as studies

app_name = "planning"
urlpatterns = [
    path("", bench.show_workbench, name="workbench"),
    path("quick", bench.answer_quickly, name="quick"),
    path("scenario.toml", bench.give_scenario, name="levers-scenario"),
    path("calibration/", calibration.show_calibration, name="calibration"),
    path("calibration/<str:kind>/ask", calibration.ask_study, name="calibration-ask"),
    path("calibration/studies/<int:key>/", calibration.show_study, name="calibration-study"),
    path("studies/<int:key>/stop", studies.stop, name="study-stop"),
    path("studies/<int:key>/again", studies.ask_again, name="study-again"),
    path("runs/", runs.show_runs, name="runs"),
    path("runs/<int:key>/", compare.show_run, name="run"),
    path("runs/<int:key>/state", runs.show_state, name="state"),
    path("runs/<int:key>/stop", runs.stop, name="stop"),
    path("runs/<int:key>/again", runs.ask_again, name="again"),
    path("runs/<int:key>/prove", runs.show_proof, name="prove"),
    path("runs/<int:key>/scenario.toml", runs.give_scenario, name="scenario"),
    path("runs/<int:key>/replay/", replaying.show_replay, name="replay"),
    path("runs/<int:key>/frames.json", replaying.give_frames, name="frames"),
    path("compare/report.xlsx", exports.give_workbook, name="workbook"),
    path("compare/paragraph", exports.show_paragraph, name="paragraph"),
    path("budget/", budget.show_budget, name="budget"),
    path("budget/studies/<int:key>/", budget.show_study, name="budget-study"),
    path("compare/", compare.show_compared, name="compare"),
    path("processes/", processes.show_processes, name="processes"),
    path("processes/map", processes.show_map, name="process-map"),
    path("processes/map.svg", processes.give_map, name="process-svg"),
    re_path(
        r"^processes/log\.(?P<ending>json|sqlite|xes)$", processes.give_log, name="process-log"
    ),
    path("processes/visits", processes.show_visits, name="process-visits"),
    path("overlaps/", include("cuakhau.planning.overlaps.urls")),
]
