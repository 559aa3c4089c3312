"""What is behind a figure of the twin: what was run, and what each replication gave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cuakhau.figures import Figure
from cuakhau.figures.format import format_short_day
from cuakhau.figures.plans.runs import CHANGE
from cuakhau.planning.bench.quick import MARK, TODAY
from cuakhau.planning.bench.trials import answer_again, is_of_trial
from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.models import Run
from cuakhau.planning.runs.behind import list_replications
from cuakhau.planning.runs.figures import open_kept
from cuakhau.planning.runs.page import name_run
from cuakhau.planning.scenarios.words import list_changes
from cuakhau.planning.twins import Question
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

OF_RUNS = "run."


@dataclass(frozen=True, slots=True)
class _Ran:
    question: Question
    name: str
    address: str
    measured: Sequence[Measured]
    base: Sequence[Measured]


def is_of_twin(stored: Figure) -> bool:
    """Tell whether a figure is of a run of the twin, kept or tried on the workbench."""
    return stored.definition.startswith((OF_RUNS, CHANGE))


def name_run_of(stored: Figure) -> str:
    """Name the run of a figure as a part of what it is about."""
    if stored.data_version.log.startswith(MARK):
        return _("quick answer of the workbench")
    return _("run {number}").format(number=stored.parameters["run"])


def name_base_of(stored: Figure) -> str:
    """Name the run that it is compared with."""
    if stored.parameters["base"] == TODAY:
        return _("beside the zone as it is")
    return _("beside run {number}").format(number=stored.parameters["base"])


def tell_run(zone: Zone, stored: Figure, language: Language) -> dict[str, Any]:
    """Tell what was run, and what each replication gave. Raises `LookupError` for no such run."""
    ran = _find_trial(zone, stored) if is_of_trial(stored) else _find_run(zone, stored)
    is_change = stored.definition.startswith(CHANGE)
    rows = list_replications(stored, ran.measured, ran.base if is_change else ())

    def written(value: Any) -> Figure:
        return replace(stored, value=value, reason="")

    return {
        "name": ran.name,
        "address": ran.address,
        "changes": list_changes(zone, ran.question.scenario, language),
        "first_day": format_short_day(ran.question.first_day, language),
        "days": ran.question.days,
        "scenario": ran.question.scenario,
        "is_change": is_change,
        "rows": [
            {
                "seed": seed,
                "value": written(value),
                "base": written(base),
                "change": written(None if value is None or base is None else value - base),
            }
            for seed, value, base in rows
        ],
    }


def _find_trial(zone: Zone, stored: Figure) -> _Ran:
    quick = answer_again(zone, stored)
    asked = f"?day={quick.question.first_day}&days={quick.question.days}"
    return _Ran(
        question=quick.question,
        name=name_run_of(stored),
        address=reverse("planning:workbench", args=[zone.name]) + asked,
        measured=quick.measured,
        base=quick.base,
    )


def _find_run(zone: Zone, stored: Figure) -> _Ran:
    run = _get_run(zone, stored.parameters["run"])
    base = _get_run(zone, stored.parameters["base"]) if "base" in stored.parameters else None
    return _Ran(
        question=Question(scenario=run.scenario, first_day=run.first_day, days=run.days),
        name=f"{name_run(run)} № {run.pk}",
        address=reverse("planning:run", args=[zone.name, run.pk]),
        measured=open_kept(run).measured,
        base=open_kept(base).measured if base is not None else (),
    )


def _get_run(zone: Zone, number: str | int) -> Run:
    run = Run.objects.defer("results").filter(zone=zone.name, pk=number).first()
    if run is None:
        raise LookupError(f"no run {number} of {zone.name}")
    return run
