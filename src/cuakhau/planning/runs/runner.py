"""Makes the runs that wait, in a thread of the process of the pages (decision 0018)."""

import logging
from datetime import datetime

from django.db import transaction

from cuakhau.planning import turns
from cuakhau.planning.experiments.replicate import Stopped, cores
from cuakhau.planning.experiments.running import Way, replicate
from cuakhau.planning.models import BROKEN, DONE, STOPPED, Run, RunDay
from cuakhau.planning.runs.making import (
    First,
    build_again,
    make_ready_for,
    pack,
    unpack_trouble,
)
from cuakhau.planning.turns import Clock

log = logging.getLogger(__name__)


def wake(clock: Clock) -> None:
    """See to it that the runs which wait are made. `clock` is that of the wall."""
    _maker.wake(clock)


def note_cut(zone_name: str, now: datetime) -> None:
    """Write down which runs were cut off: nobody has spoken of them for a while."""
    turns.note_cut(Run, zone_name, now)


def make_waiting(clock: Clock) -> int:
    """Make the runs that wait, oldest first; tell how many."""
    made = 0
    while (run := turns.claim(Run, clock())) is not None:
        _make(run, clock)
        made += 1
    return made


_maker = turns.Maker("runs", make_waiting)


def _make(run: Run, clock: Clock) -> None:
    try:
        built = build_again(run)
        firsts = list[First]()
        way = Way(
            watch=turns.watch(run, clock),
            threads=max(1, cores() - 1),
            ready=lambda network: make_ready_for(run, network, firsts.append),
        )
        measured = replicate(built.network, seeds=list(run.seeds), way=way)
    except Stopped:
        turns.end(run, clock(), status=STOPPED)
    except Exception as trouble:
        log.exception("run %s broke off", run.pk)
        turns.end(run, clock(), status=BROKEN, trouble=unpack_trouble(trouble))
    else:
        with transaction.atomic():
            RunDay.objects.update_or_create(run=run, defaults={"packed": firsts[0].packed})
            turns.end(
                run,
                clock(),
                status=DONE,
                done=run.reps,
                rows=firsts[0].rows,
                stops=firsts[0].stops,
                results=pack(built.priced(measured)),
                notes=built.notes,
            )
