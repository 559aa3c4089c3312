"""Works out the studies that wait, in a thread of their own: runs, which are short, go past."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from django.db import DatabaseError, connection

from cuakhau.journal import versions
from cuakhau.planning import turns
from cuakhau.planning.experiments.replicate import Stopped, Watch
from cuakhau.planning.models import BROKEN, DONE, STOPPED, STOPPING, Study
from cuakhau.planning.refusals import p99_yesterdays_files_are_kept, refuse
from cuakhau.planning.studies.job import Job
from cuakhau.planning.studies.kinds import KINDS
from cuakhau.planning.studies.packing import pack, pack_trouble
from cuakhau.planning.turns import Clock
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import NotInZone

SPEAKS_EACH_S = 1.0
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
        with _speaking(study, clock) as watch:
            _make(study, watch, clock)
        made += 1
    return made


_maker = turns.Maker("studies", make_waiting)


def _make(study: Study, watch: Watch, clock: Clock) -> None:
    try:
        packed = pack(KINDS[study.kind].make(_job(study, watch)))
    except Stopped:
        turns.end(study, clock(), status=STOPPED)
    except (Refusal, TwinMistakes) as trouble:
        turns.end(study, clock(), status=BROKEN, trouble=pack_trouble(trouble))
    except Exception as trouble:
        log.exception("study %s broke off", study.pk)
        turns.end(study, clock(), status=BROKEN, trouble=pack_trouble(trouble))
    else:
        turns.end(study, clock(), status=DONE, answer=packed)


def _job(study: Study, watch: Watch) -> Job:
    try:
        zone = versions.get_version(study.zone, study.zone_version)
    except NotInZone as lost:
        raise refuse(p99_yesterdays_files_are_kept, version=study.zone_version[:12]) from lost
    return Job(
        zone=zone,
        twin=find_twin(zone),
        asked=study.asked,
        log=study.log,
        watch=watch,
    )


@contextmanager
def _speaking(study: Study, clock: Clock) -> Iterator[Watch]:
    """Say each second how far it is and that whoever works it out lives; hear whether to stop.

    One thread speaks for all: a search counts on many, and a thread that asks the database would
    take a connection along when it ends.
    """
    over, stopping = threading.Event(), threading.Event()
    far = {"done": 0, "wanted": study.wanted}

    def told(done: int, wanted: int) -> None:
        far.update(done=done, wanted=wanted)

    def speak() -> None:
        rows = Study.objects.filter(pk=study.pk)
        try:
            while not over.wait(SPEAKS_EACH_S):
                with suppress(DatabaseError):  # whoever is not heard once speaks again
                    rows.update(seen_at=clock(), **far)
                    if rows.filter(status=STOPPING).exists():
                        stopping.set()
        finally:
            connection.close()

    speaking = threading.Thread(target=speak, name=f"study {study.pk}", daemon=True)
    speaking.start()
    try:
        yield Watch(told=told, stop=stopping.is_set)
    finally:
        over.set()
        speaking.join()
