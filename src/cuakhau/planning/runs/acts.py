"""A run is asked for, stopped, asked for again; besides these only the runner changes it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from cuakhau.planning.experiments.kept import code_version
from cuakhau.planning.models import WAITING, Run
from cuakhau.planning.refusals import (
    p91_zone_has_a_twin,
    p92_pages_run_a_month,
    p93_pages_run_so_many_times,
    refuse,
)
from cuakhau.planning.runs.now import write_horizon
from cuakhau.planning.signed import Signed
from cuakhau.planning.twins import Base, Question, build, find_twin
from cuakhau.zone.zone import Zone

MOST_DAYS, MOST_REPS = 31, 100
NO_LOG = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and how often it is run; replications take the seeds from `seed` on."""

    question: Question
    base: Base
    seed: int
    reps: int


def ask(zone: Zone, asked: Asked, signed: Signed) -> Run:
    """Keep a run that is to be made; the same nonce gives the first one.

    Raises `PlanRefused`, or `ScenarioMistakes` and `TwinMistakes` with all that is wrong.
    """
    question = asked.question
    if not 1 <= question.days <= MOST_DAYS:
        raise refuse(p92_pages_run_a_month, days=question.days, most=MOST_DAYS)
    if not 2 <= asked.reps <= MOST_REPS:
        raise refuse(p93_pages_run_so_many_times, reps=asked.reps, most=MOST_REPS)
    twin = find_twin(zone)
    if twin is None:
        raise refuse(p91_zone_has_a_twin, zone=zone.name)
    build(zone, twin, question)
    row = Run(
        zone=zone.name,
        name=question.name,
        scenario=question.scenario,
        base=asked.base,
        first_day=question.first_day,
        days=question.days,
        seed=asked.seed,
        reps=asked.reps,
        zone_version=zone.version,
        twin=twin.digest,
        log=write_horizon(zone) if asked.base == "now" else NO_LOG,
    )
    return _keep(row, signed)


def ask_again(run: Run, signed: Signed) -> Run:
    """Ask for the same once more, on the same version of the zone."""
    row = Run(
        zone=run.zone,
        name=run.name,
        scenario=run.scenario,
        base=run.base,
        first_day=run.first_day,
        days=run.days,
        seed=run.seed,
        reps=run.reps,
        zone_version=run.zone_version,
        twin=run.twin,
        log=run.log,
    )
    if run.base == "now":  # made again, it starts at the moment of the first one
        row.at = run.at
    return _keep(row, signed)


def count_waiting(zone_name: str) -> int:
    """Count the runs of a zone that nobody has begun."""
    return Run.objects.filter(zone=zone_name, status=WAITING).count()


def _keep(row: Run, signed: Signed) -> Run:
    row.by, row.nonce = signed.by, signed.nonce
    row.at = row.at or signed.at
    row.code = code_version()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Run.objects.get(zone=row.zone, nonce=signed.nonce)
    return row
