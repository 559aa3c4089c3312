"""The worklist in words and shapes: translate back, nothing is decided here."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.times import local_time
from cuakhau.operations.board.present import name_of
from cuakhau.operations.desk.reasons import list_reasons
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.desk.worklist import Asked, Row, Worklist, gate_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

LONG_US = 2 * 3_600_000_000
VERY_LONG_US = 6 * 3_600_000_000


def build_worklist_page(
    zone: Zone, agency: str, worklist: Worklist, *, now_us: int, language: Language
) -> dict[str, Any]:
    """Give the page of a worklist. `plates` are filled in for whoever may see them."""
    asked = worklist.asked

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    def tell(row: Row) -> dict[str, Any]:
        seen = row.seen
        wait_us = now_us - row.since_us
        return {
            "subject": seen.subject,
            "vehicle": seen.vehicle or "",
            "plate": "",
            "goods": name(seen.goods),
            "procedure": name(seen.procedure),
            "direction": seen.direction,
            "bound": name(seen.gate_place),
            "place": name(seen.place) if seen.place else _("not here yet"),
            "since": f"{local_time(zone, row.since_us):%H:%M %d/%m}",
            "waits": say_wait(wait_us),
            "heat": "long" if wait_us > VERY_LONG_US else "some" if wait_us > LONG_US else "",
            "held": [name(one) for one in seen.held_by],
            "held_here": agency in seen.held_by,
            "due": [{"id": one.step, "name": name(one.step)} for one in row.due],
        }

    return {
        "zone": zone.name,
        "zone_name": name_of(zone, language),
        "agency": agency,
        "agency_name": name(agency),
        "rows": [tell(row) for row in worklist.rows],
        "all_count": worklist.all_count,
        "count": worklist.count,
        "number": worklist.number,
        "pages": worklist.pages,
        "previous": _address(asked, worklist.number - 1) if worklist.number > 1 else "",
        "next": _address(asked, worklist.number + 1) if worklist.number < worklist.pages else "",
        "asked": asked,
        "is_filtered": asked != Asked(number=asked.number),
        "verbs": list_verbs(language),
    }


def list_verbs(language: Language) -> list[dict[str, Any]]:
    """List the acts that need a reason, each with its reasons."""
    labels = {
        "hold": _("Hold"),
        "correct": _("Ask for a correction"),
        "turn_back": _("Turn back"),
    }
    return [
        {"id": verb, "name": label, "reasons": list_reasons(verb, language)}
        for verb, label in labels.items()
    ]


def list_filters(zone: Zone, agency: str, rows: list[Row], language: Language) -> dict[str, Any]:
    """List what can be asked for: only what stands on this worklist."""

    def choices(ids: set[str | None]) -> list[tuple[str, str]]:
        named = [(one, zone.name_of(one, language)) for one in ids if one]
        return sorted(named, key=lambda choice: choice[1])

    steps = {one.step for row in rows for one in row.steps}
    return {
        "gates": choices({gate_of(zone, row.seen.gate_place) for row in rows}),
        "goods": choices({row.seen.goods for row in rows}),
        "steps": choices(set(steps)),
        "directions": [
            ("export", pgettext("direction", "export")),
            ("import", pgettext("direction", "import")),
        ],
    }


def _address(asked: Asked, number: int) -> str:
    kept = {
        "gate": asked.gate,
        "goods": asked.goods,
        "direction": asked.direction,
        "step": asked.step,
        "held": asked.held,
        "q": asked.ends,
        "page": str(number),
    }
    return "?" + urlencode({key: value for key, value in kept.items() if value})
