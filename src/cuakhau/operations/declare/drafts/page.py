"""Drafts in words: what each would declare, and what it still lacks."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.declare.form.page import label_of
from cuakhau.operations.declare.form.values import read_time
from cuakhau.operations.declare.models import Draft
from cuakhau.operations.times import micros
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

Mistakes = Mapping[str, Refusal]


def build_row(zone: Zone, draft: Draft, mistakes: Mistakes, language: Language) -> dict[str, Any]:
    """Give one draft; `mistakes` are what would refuse it now."""
    typed = draft.typed
    names = ("procedure", "place", "goods-1")
    told = [zone.name_of(typed[name], language) for name in names if typed.get(name)]
    at = read_time(typed.get("expected_at", ""))
    return {
        "id": draft.pk,
        "plate": typed.get("plate") or _("no plate yet"),
        "what": " · ".join(told) or _("nothing chosen yet"),
        "expected": f"{at:%H:%M %d/%m}" if at else "",
        "changed": f"{local_time(zone, micros(draft.changed_at)):%H:%M %d/%m}",
        "list": draft.trip_list_id,
        "row": draft.row,
        "by": draft.by,
        "lacks": tell_mistakes(mistakes, language),
    }


def tell_mistakes(mistakes: Mistakes, language: Language) -> list[dict[str, str]]:
    """Say each mistake: its field, rule, reason and cure."""
    return [
        {
            "label": label_of(name) if name else "",
            "rule": one.rule,
            "reason": one.reason(language),
            "cure": one.cure(language),
        }
        for name, one in mistakes.items()
    ]
