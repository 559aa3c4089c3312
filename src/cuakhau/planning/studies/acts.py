"""A study is asked for and stopped; besides these only the runner changes it."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

import cuakhau.planning
from cuakhau.planning.experiments.kept import code_version
from cuakhau.planning.models import BROKEN, CUT, STOPPED, WAITING, Study
from cuakhau.planning.runs.now import write_horizon
from cuakhau.planning.signed import Signed
from cuakhau.planning.studies.kinds import KINDS
from cuakhau.planning.twins import find_twin
from cuakhau.zone.zone import Zone

MOST_KEPT = 40  # of a kind; the oldest answers go, and are worked out again when they are asked for
NO_LOG = "none"
WORKED_OUT_BY = ("backtest", "calibrating", "from_now", "search", "studies")

Asked = Mapping[str, Any]


def find_study(zone: Zone, kind: str, asked: Asked) -> Study | None:
    """Find the study of a question, however far it is."""
    return Study.objects.filter(zone=zone.name, key=_key(zone, kind, asked)).first()


def ask(zone: Zone, kind: str, asked: Asked, signed: Signed) -> Study:
    """Ask a question; one that was asked before is found, one that was broken off begins anew."""
    fields = {
        "kind": kind,
        "asked": dict(asked),
        "zone_version": zone.version,
        "log": write_horizon(zone) if KINDS[kind].reads_log else NO_LOG,
        "by": signed.by,
        "at": signed.at,
    }
    with transaction.atomic():
        study, is_new = Study.objects.get_or_create(
            zone=zone.name, key=_key(zone, kind, asked), defaults=fields
        )
        if is_new:
            _forget_oldest(zone, kind)
    if study.status in (STOPPED, BROKEN, CUT):
        fields |= {"status": WAITING, "done": 0, "trouble": None}
        Study.objects.filter(pk=study.pk, status=study.status).update(**fields)
        study.refresh_from_db()
    return study


def _forget_oldest(zone: Zone, kind: str) -> None:
    kept = Study.objects.filter(zone=zone.name, kind=kind).order_by("-pk")
    oldest = list(kept.values_list("pk", flat=True)[MOST_KEPT:])
    if oldest:
        Study.objects.filter(pk__in=oldest).exclude(status=WAITING).delete()


def _key(zone: Zone, kind: str, asked: Asked) -> str:
    twin = find_twin(zone)
    hangs_on = [kind, zone.version, twin.digest if twin else "", dict(asked), _code()]
    return sha256(json.dumps(hangs_on, sort_keys=True).encode()).hexdigest()


@cache
def _code() -> str:
    """Digest the sources that work studies out: other code, other answers."""
    total = sha256(code_version().encode())
    here = Path(cuakhau.planning.__path__[0])
    for folder in WORKED_OUT_BY:
        for file in sorted((here / folder).rglob("*.py")):
            total.update(file.read_bytes())
    return total.hexdigest()[:16]
