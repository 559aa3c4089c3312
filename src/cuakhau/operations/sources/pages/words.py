"""The sources in words and shapes: translate back, nothing is decided here."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.sources.matching.match import Matched
from cuakhau.operations.sources.models import Intake, Source
from cuakhau.operations.sources.reading.lines import Line
from cuakhau.operations.sources.reading.mapping import FIELDS, Layout
from cuakhau.operations.sources.reading.sheet import Sheet
from cuakhau.operations.sources.register import KINDS
from cuakhau.operations.sources.take import Preview
from cuakhau.operations.times import micros
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

SHOWN_GOOD = 8
SHOWN_WRONG = 300
SHOWN_ROWS = 4
SHOWN_WORDS = 40
OFFSETS = (420, 480)


def list_kinds() -> list[tuple[str, str]]:
    """List the kinds of sources with their words."""
    words = {
        "platform": _("Existing platform"),
        "customs": _("Customs system"),
        "camera": _("Cameras"),
        "yard": _("Yard software"),
        "other": _("Another system"),
    }
    return [(kind, words[kind]) for kind in KINDS]


def say_field(field: str) -> str:
    """Say what a column may be."""
    return {
        "number": _("Number of the visit"),
        "plate": _("Plate"),
        "trailer": _("Trailer"),
        "container": _("Container"),
        "declaration": _("Customs declaration"),
        "step": _("Step"),
        "time": _("Time"),
        "day": _("Day (where it has a column of its own)"),
        "vehicle": _("the vehicle"),
    }[field]


def say_state(state: str) -> str:
    """Say how a row stands."""
    return {
        "good": _("good"),
        "doubtful": _("doubtful"),
        "given": _("given before"),
        "unmatched": _("no vehicle fits"),
        "mistake": _("mistake"),
        "refused": _("refused"),
        "settled": _("settled"),
        "aside": _("set aside"),
    }[state]


def tell_source(zone: Zone, source: Source, language: Language) -> dict[str, Any]:
    """Tell of a source what its pages need."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": dict(list_kinds()).get(source.kind, source.kind),
        "agency": zone.name_of(source.agency, language) if source.agency else _("all agencies"),
    }


def tell_intake(zone: Zone, intake: Intake) -> dict[str, Any]:
    """Tell of something that was taken in: what, when, by whom, how many rows of each state."""
    return {
        "id": intake.pk,
        "name": intake.name,
        "by": intake.by,
        "at": f"{local_time(zone, micros(intake.at)):%H:%M %d/%m/%Y}",
        "rows": intake.counts.get("rows", 0),
        "counts": [
            {"state": state, "word": say_state(state), "count": count}
            for state, count in intake.counts.items()
            if state != "rows" and count
        ],
    }


def tell_preview(zone: Zone, preview: Preview, language: Language) -> dict[str, Any]:
    """Tell what would come of a sheet."""
    by_state: dict[str, list[Matched]] = {}
    for row in preview.rows:
        by_state.setdefault(row.state, []).append(row)
    wrong = [row for row in preview.rows if row.state in ("mistake", "unmatched", "doubtful")]
    order = {"mistake": 0, "unmatched": 1, "doubtful": 2}
    wrong.sort(key=lambda row: (order[row.state], row.line.row))
    good = by_state.get("good", [])
    return {
        "tiles": [
            {"state": state, "word": say_state(state), "count": len(by_state.get(state, []))}
            for state in ("good", "doubtful", "unmatched", "mistake", "given")
        ],
        "write_count": len(good) + len(by_state.get("doubtful", [])),
        "wrong": [_tell_wrong(zone, row, language) for row in wrong[:SHOWN_WRONG]],
        "more_wrong": max(0, len(wrong) - SHOWN_WRONG),
        "good": [_tell_row(zone, row, language) for row in good[:SHOWN_GOOD]],
        "more_good": max(0, len(good) - SHOWN_GOOD),
    }


def _tell_row(zone: Zone, row: Matched, language: Language) -> dict[str, Any]:
    line = row.line
    return {
        "row": line.row,
        "state": row.state,
        "word": say_state(row.state),
        "vehicle": " · ".join(line.vehicle.values()),
        "subject": row.subject or "",
        "step": zone.name_of(line.step, language) if line.step else line.said_step,
        "time": _say_time(zone, line),
    }


def _say_time(zone: Zone, line: Line) -> str:
    if line.happened_us is None:
        return line.said_time
    return f"{local_time(zone, line.happened_us):%H:%M %d/%m/%Y}"


def _tell_wrong(zone: Zone, row: Matched, language: Language) -> dict[str, Any]:
    told = [
        {
            "column": one.column,
            "rule": one.refusal.rule,
            "reason": one.refusal.reason(language),
            "cure": one.refusal.cure(language),
        }
        for one in row.told
    ]
    return {**_tell_row(zone, row, language), "told": told}


def tell_columns(
    zone: Zone, sheet: Sheet, layout: Layout, allowed: list[str], language: Language
) -> dict[str, Any]:
    """Tell the columns of a sheet, what each is taken for, and the words it has for steps."""
    seats = [at for at, name in enumerate(sheet.columns) if layout.columns.get(name) == "step"]
    said = Counter(row[seats[0]] for row in sheet.rows if row[seats[0]]) if seats else Counter()
    return {
        "columns": [
            {
                "place": place,
                "name": name,
                "field": layout.columns.get(name, ""),
                "samples": [row[place] for row in sheet.rows[:SHOWN_ROWS]],
            }
            for place, name in enumerate(sheet.columns)
            if name
        ],
        "fields": [(field, say_field(field)) for field in FIELDS],
        "steps": [(step, zone.name_of(step, language)) for step in allowed],
        "only_step": layout.only_step,
        "words": [{"word": word, "count": count} for word, count in said.most_common(SHOWN_WORDS)],
        "offset_min": layout.offset_min,
    }
