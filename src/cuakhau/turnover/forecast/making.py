"""Makes a forecast once for each question, in a process of its own, and keeps the answer.

The models load hundreds of megabytes of libraries; the process of the pages never does.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from cuakhau.trade.nowcast.asking import name_question
from cuakhau.turnover.forecast.models import MadeForecast

Clock = Callable[[], datetime]
GIVEN_UP_AFTER = timedelta(minutes=3)
KEPT_PER_ZONE = 40
log = logging.getLogger(__name__)


def find_made(zone_name: str, question: str) -> MadeForecast | None:
    """Find the forecast that answers a question, or that is being made for it."""
    return MadeForecast.objects.filter(zone=zone_name, question=name_question(question)).first()


def begin(zone_name: str, question: str, now: datetime) -> bool:
    """Claim the making of an answer; false where somebody else is at it, or it is there."""
    found, is_new = MadeForecast.objects.get_or_create(
        zone=zone_name, question=name_question(question), defaults={"began_at": now}
    )
    if is_new:
        return True
    mine = MadeForecast.objects.filter(pk=found.pk, answer__isnull=True)
    again = mine.filter(Q(began_at__lt=now - GIVEN_UP_AFTER) | ~Q(trouble=""))
    return bool(again.update(began_at=now, trouble=""))


def make_beside(zone_name: str, question: str) -> threading.Thread:
    """Make it in a thread that waits for the process; the page asks again meanwhile."""
    thread = threading.Thread(
        target=_make_and_close, args=(zone_name, question), name="forecast", daemon=True
    )
    thread.start()
    return thread


def make(zone_name: str, question: str) -> None:
    """Run the process and keep what it says, or what went wrong."""
    made = MadeForecast.objects.filter(zone=zone_name, question=name_question(question))
    done = subprocess.run(
        [sys.executable, "-m", "cuakhau.trade.nowcast"],
        input=question, capture_output=True, text=True, timeout=GIVEN_UP_AFTER.seconds, check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    if done.returncode:
        log.error("a forecast of %s failed: %s", zone_name, done.stderr[-2000:])
        made.update(trouble=done.stderr.strip().splitlines()[-1][:500] if done.stderr else "?")
        return
    made.update(answer=json.loads(done.stdout), trouble="")
    _forget(zone_name)


def _forget(zone_name: str) -> None:
    """Keep the newest answers; each can be made again from its question."""
    rows = MadeForecast.objects.filter(zone=zone_name).order_by("-began_at", "-pk")
    old = list(rows.values_list("pk", flat=True)[KEPT_PER_ZONE:])
    if old:
        MadeForecast.objects.filter(pk__in=old).delete()


def _make_and_close(zone_name: str, question: str) -> None:
    try:
        make(zone_name, question)
    except Exception:
        log.exception("a forecast of %s broke off", zone_name)
    finally:
        connection.close()
