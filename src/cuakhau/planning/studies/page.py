"""How far a study is, in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cuakhau.planning.models import BROKEN, DONE, Study
from cuakhau.planning.runs.page import ICONS, NOT_OVER, TONES, status_word
from cuakhau.planning.studies.kinds import KINDS
from cuakhau.planning.studies.packing import list_troubles, said_of
from cuakhau.zone.hours import time_zone_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def build_study(zone: Zone, study: Study, language: Language) -> dict[str, Any]:
    """Build what is shown of a study beside its answer."""
    return {
        "id": study.pk,
        "kind": study.kind,
        "word": status_word(study.status),
        "tone": TONES[study.status],
        "icon": ICONS[study.status],
        "is_over": study.status not in NOT_OVER,
        "is_done": study.status == DONE,
        "is_broken": study.status == BROKEN,
        "done": study.done,
        "wanted": study.wanted,
        "by": study.by,
        "at": study.at.astimezone(time_zone_of(zone, "vn")),
        "telling": _("{done} of {wanted} steps").format(done=study.done, wanted=study.wanted),
        "look": reverse(f"{KINDS[study.kind].page}-study", args=[zone.name, study.pk]),
        "stop": reverse("planning:study-stop", args=[zone.name, study.pk]),
        "again": reverse("planning:study-again", args=[zone.name, study.pk]),
        "troubles": [_tell(one, language) for one in list_troubles(study)],
    }


def _tell(trouble: dict[str, Any], language: Language) -> dict[str, str]:
    reason, cure = said_of(trouble, language)
    if not reason:
        reason = _("It ended with an error of the program ({kind}).").format(
            kind=trouble.get("kind", "")
        )
        cure = _("Start it again; where it ends so once more, tell who keeps the server.")
    line = trouble.get("line", "")
    return {"rule": trouble["rule"], "line": line, "reason": reason, "cure": cure}
