"""The driver's page in words: what is true of one visit, as its driver may know it."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.movement.secrecy import without_secrets
from cuakhau.movement.times import local_time
from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def build_page(zone: Zone, visit: Visit, *, now_us: int, language: Language) -> dict[str, Any]:
    """Give what the page says; nothing of it is personal."""
    seen = view(zone, without_secrets(zone, visit))
    now = local_time(zone, now_us)

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    return {
        "number": visit.subject,
        "procedure": name(seen.procedure),
        "bound": name(seen.gate_place),
        "place": name(seen.place) if seen.place else _("not here yet"),
        "why": say_why(zone, find_why(zone, visit), now_us, language),
        "is_open": seen.is_open,
        "is_held": bool(seen.held_by),
        "time": f"{now:%H:%M}",
        "day": f"{now:%d/%m/%Y}",
    }
