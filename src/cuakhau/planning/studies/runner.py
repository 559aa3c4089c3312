"""Works out the studies that wait, in a thread of their own: runs, which are short, go past."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from cuakhau.journal import versions
from cuakhau.planning import turns
from cuakhau.planning.experiments.replicate import Stopped
from cuakhau.planning.models import BROKEN, DONE, STOPPED, Study
from cuakhau.planning.refusals import p99_yesterdays_files_are_kept, refuse
from cuakhau.planning.studies.job import Job
from cuakhau.planning.studies.kinds import KINDS
from cuakhau.planning.studies.packing import pack, pack_trouble
from cuakhau.planning.turns import Clock
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import NotInZone

BEATS_EACH_S = 5.0  # one step of a study may be longer than its silence is let pass
log = logging.getLogger(__name__)


def wake(clock: Clock) -> None:
    """See to it that the studies which wait are worked out. `clock` is that of the wall."""
    _maker.wake(clock)


def note_cut(zone_name: str, now: datetime) -> None:
    """Write down which studies were cut off: nobody has spoken of them for a while."""
    turns.note_cut(Study, zone_name, now)


def make_waiting(clock: Clock) -> int:
    """Work out the studies that wait, oldest first; tell how many."""
    made = 0
    while (study := turns.claim(Study, clock())) is not None:
        with _beating(study, clock):
            _make(study, clock)
        made += 1
    return made


_maker = turns.Maker("studies", make_waiting)


def _make(study: Study, clock: Clock) -> None:
    try:
        answer = KINDS[study.kind].make(_job(study, clock))
    except Stopped:
        turns.end(study, clock(), status=STOPPED)
    except (Refusal, TwinMistakes) as trouble:
        turns.end(study, clock(), status=BROKEN, trouble=pack_trouble(trouble))
    except Exception as trouble:
        log.exception("study %s broke off", study.pk)
        turns.end(study, clock(), status=BROKEN, trouble=pack_trouble(trouble))
    else:
        turns.end(study, clock(), status=DONE, answer=pack(answer))


def _job(study: Study, clock: Clock) -> Job:
    try:
        zone = versions.get_version(study.zone, study.zone_version)
    except NotInZone as lost:
        raise refuse(p99_yesterdays_files_are_kept, version=study.zone_version[:12]) from lost
    return Job(
        zone=zone,
        twin=find_twin(zone),
        asked=study.asked,
        log=study.log,
        watch=turns.watch(study, clock, "wanted"),
    )


@contextmanager
def _beating(study: Study, clock: Clock) -> Iterator[None]:
    """Say every few seconds that whoever works it out lives."""
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(BEATS_EACH_S):
                Study.objects.filter(pk=study.pk).update(seen_at=clock())
        finally:
            connection.close()

    beating = threading.Thread(target=beat, name=f"study {study.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()
