"""Makes the runs that wait, in a thread of the process of the pages (decision 0018).

The kernel lets go of the interpreter, so pages answer meanwhile. Each run is claimed by a row lock:
several processes share the work and none does it twice. Whoever runs says each second that it
lives; a run of which nobody has spoken for a while was cut off, and is asked for again by hand.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction

from cuakhau.planning.experiments.replicate import Stopped, Watch, cores
from cuakhau.planning.experiments.running import Way, replicate
from cuakhau.planning.models import (
    BROKEN,
    CUT,
    DONE,
    RUNNING,
    STOPPED,
    STOPPING,
    WAITING,
    Run,
    RunDay,
)
from cuakhau.planning.runs.making import (
    First,
    build_again,
    make_ready_for,
    pack,
    unpack_trouble,
)

SPEAKS_EACH = timedelta(seconds=1)
SILENT_FOR = timedelta(seconds=30)

Clock = Callable[[], datetime]
log = logging.getLogger(__name__)
_turn = threading.Lock()
_thread: threading.Thread | None = None


def wake(clock: Clock) -> None:
    """See to it that the runs which wait are made. `clock` is that of the wall."""
    global _thread
    with _turn:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, args=(clock,), name="runs", daemon=True)
            _thread.start()


def note_cut(zone_name: str, now: datetime) -> None:
    """Write down which runs were cut off: nobody has spoken of them for a while."""
    running = Run.objects.filter(zone=zone_name, status__in=(RUNNING, STOPPING))
    running.filter(seen_at__lt=now - SILENT_FOR).update(status=CUT, ended_at=now)


def make_waiting(clock: Clock) -> int:
    """Make the runs that wait, oldest first; tell how many."""
    made = 0
    while (run := _claim(clock())) is not None:
        _make(run, clock)
        made += 1
    return made


def _work(clock: Clock) -> None:
    try:
        make_waiting(clock)
    except Exception:
        log.exception("the runner of plans ended")
    finally:
        connection.close()


def _claim(now: datetime) -> Run | None:
    with transaction.atomic():
        waiting = Run.objects.select_for_update(skip_locked=True).filter(status=WAITING)
        run = waiting.order_by("pk").first()
        if run is not None:
            run.status, run.began_at, run.seen_at = RUNNING, now, now
            run.save(update_fields=["status", "began_at", "seen_at"])
        return run


def _make(run: Run, clock: Clock) -> None:
    try:
        built = build_again(run)
        firsts = list[First]()
        way = Way(
            watch=_watch(run, clock),
            threads=max(1, cores() - 1),
            ready=lambda network: make_ready_for(run, network, firsts.append),
        )
        measured = replicate(built.network, seeds=list(run.seeds), way=way)
    except Stopped:
        _end(run, clock(), status=STOPPED)
    except Exception as trouble:
        log.exception("run %s broke off", run.pk)
        _end(run, clock(), status=BROKEN, trouble=unpack_trouble(trouble))
    else:
        with transaction.atomic():
            RunDay.objects.update_or_create(run=run, defaults={"packed": firsts[0].packed})
            _end(
                run,
                clock(),
                status=DONE,
                done=run.reps,
                rows=firsts[0].rows,
                results=pack(built.priced(measured)),
                notes=built.notes,
            )


def _end(run: Run, now: datetime, **fields: object) -> None:
    Run.objects.filter(pk=run.pk).update(seen_at=now, ended_at=now, **fields)


def _watch(run: Run, clock: Clock) -> Watch:
    """Write down how far it is, at most once a second, and hear whether it shall stop."""
    stopping = threading.Event()
    spoken = clock()

    def told(done: int, _wanted: int) -> None:
        nonlocal spoken
        if clock() - spoken < SPEAKS_EACH and done < run.reps:
            return
        spoken = clock()
        Run.objects.filter(pk=run.pk).update(done=done, seen_at=spoken)
        if Run.objects.filter(pk=run.pk, status=STOPPING).exists():
            stopping.set()

    return Watch(told=told, stop=stopping.is_set)
