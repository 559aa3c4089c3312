"""A handover sheet in words, in the reader's language; what it says is frozen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.gates.page import Reader, direction_word, side_word, tell_word
from cuakhau.operations.centre.incidents.page import ICONS, block_word, kind_word
from cuakhau.operations.closures.reasons import name_reason as name_closure
from cuakhau.operations.desk.reasons import name_reason
from cuakhau.operations.desk.worklist.page import name_shortly, name_step
from cuakhau.operations.shifts.doors import tell_spot
from cuakhau.operations.shifts.handover.acts import digest
from cuakhau.operations.shifts.models import Handover
from cuakhau.operations.times import micros

Words = dict[str, Any]
SECTION_ICONS = {
    "held": "hand-stop",
    "begun": "microscope",
    "late": "clock-exclamation",
    "missing": "help",
    "incidents": "urgent",
    "notices": "file-alert",
    "places": "barrier-block",
    "cash": "cash",
    "paper": "printer",
    "posts": "users-group",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """For whom a sheet is told: the reader, whose sheet it is, names of people, plates by ref."""

    reader: Reader
    agency: str
    names: Mapping[str, str]
    plates: Mapping[str, str]

    def name(self, row_id: str | None) -> str:
        """Name a row of the zone; nothing for nothing."""
        return self.reader.zone.name_of(row_id, self.reader.language) if row_id else ""

    def time(self, at_us: int | None) -> str:
        """Write an instant."""
        return tell_time(self.reader.zone, at_us, self.reader.now_us)

    def person(self, username: str | None) -> str:
        """Give the full name of a person of the agency."""
        return self.names.get(username or "", username or "")


def list_vehicles(content: list[Words]) -> list[str]:
    """List the references of the vehicles on a sheet."""
    rows = [row for section in content for row in section["rows"]]
    return sorted({row["vehicle"] for row in rows if row.get("vehicle")})


def build_sections(told: Telling, content: list[Words]) -> list[Words]:
    """Build the sections of a sheet, also those in which nothing is open."""
    titles = name_sections()
    return [
        {
            "kind": section["kind"],
            "title": titles[section["kind"]],
            "icon": SECTION_ICONS[section["kind"]],
            "total": section["total"],
            "more": section["total"] - len(section["rows"]),
            "rows": [_TELL[section["kind"]](told, row) for row in section["rows"]],
        }
        for section in content
        if section["kind"] in titles
    ]


def build_handover(told: Telling, row: Handover) -> Words:
    """Build what stands around the sections: times, signatures, how it stands."""
    state, tone = _state(row)
    return {
        "id": row.pk,
        "agency_name": told.name(row.agency),
        "since": _full_time(told.reader, row.since),
        "at": _full_time(told.reader, row.at),
        "by": told.person(row.by),
        "left_at": _full_time(told.reader, row.left_at),
        "taken_by": told.person(row.taken_by),
        "taken_at": _full_time(told.reader, row.taken_at),
        "withdrawn_at": _full_time(told.reader, row.withdrawn_at),
        "state": state,
        "tone": tone,
        "digest": row.digest[:16],
        "is_whole": digest(row) == row.digest,
        "is_open": row.is_open,
        "open_count": sum(
            section["total"] for section in row.content if section["kind"] != "posts"
        ),
    }


def _state(row: Handover) -> tuple[str, str]:
    if row.withdrawn_at is not None:
        return _("withdrawn"), ""
    if row.taken_at is not None:
        return _("signed by both"), "good"
    if row.left_at is not None:
        return _("waits for who takes over"), "warn"
    return _("not signed yet"), "warn"


def name_sections() -> dict[str, str]:
    """Name the sections of a sheet."""
    return {
        "held": _("Vehicles held"),
        "begun": _("Checks begun and not finished"),
        "late": _("Overdue at this desk"),
        "missing": _("Vehicles not found"),
        "incidents": _("Open incidents"),
        "notices": _("Notices that stop goods"),
        "places": _("Gates and lanes closed or slow"),
        "cash": _("Cash not handed in"),
        "paper": _("Paper sheets not back yet"),
        "posts": _("Officers on post"),
    }


def _full_time(reader: Reader, at: Any) -> str:
    return f"{local_time(reader.zone, micros(at)):%H:%M %d/%m/%Y}" if at else ""


def _line(main: str, *parts: str, **more: Any) -> Words:
    return {"main": main, "parts": [part for part in parts if part], **more}


def _visit(told: Telling, row: Words, *parts: str) -> Words:
    plate = told.plates.get(row.get("vehicle") or "", "")
    return _line(
        plate or row["visit"],
        row["visit"] if plate else "",
        told.name(row["goods"]),
        name_shortly(told.reader.zone, row["place"], told.reader.language),
        *parts,
        since=told.time(row["since"]),
        address=reverse("desk:visit", args=[told.reader.zone.name, row["visit"]]),
    )


def _held(told: Telling, row: Words) -> Words:
    reason = name_reason("hold", row["reason"], told.reader.language) if row["reason"] else ""
    by = told.name(row["agency"]) if row["agency"] != told.agency else ""
    return _visit(told, row, by, reason)


def _at_step(told: Telling, row: Words) -> Words:
    step = row["step"]
    name = name_step(told.reader.zone, step, told.agency, told.reader.language) if step else ""
    promised = told.time(row.get("promised"))
    due = _("promised for {time}").format(time=promised) if promised else ""
    return _visit(told, row, name, due)


def _incident(told: Telling, row: Words) -> Words:
    return _line(
        kind_word(row["what"]),
        told.name(row["place"]),
        block_word(row["blocks"], row["rate"]),
        since=told.time(row["since"]),
        icon=ICONS[row["what"]],
        address=reverse("centre:incident", args=[told.reader.zone.name, row["id"]]),
    )


def _notice(told: Telling, row: Words) -> Words:
    until = told.time(row["until"]) or _("further notice")
    return _line(
        row["document"],
        told.name(row["goods"]) or _("all goods"),
        direction_word(row["direction"]) if row["direction"] else _("both directions"),
        ", ".join(told.name(place) for place in row["places"]),
        _("until {time}").format(time=until),
        since=told.time(row["since"]),
        address=reverse("centre:notice", args=[told.reader.zone.name, row["id"]]),
    )


def _place(told: Telling, row: Words) -> Words:
    return _line(
        told.name(row["place"]),
        side_word(row["side"]),
        direction_word(row["direction"]) if row["direction"] else "",
        tell_word(row["word"], row["rate"]),
        name_closure(row["reason"], told.reader.language) if row["reason"] else "",
        since=told.time(row["since"]),
    )


def _cash(told: Telling, row: Words) -> Words:
    return _line(told.person(row["person"]), amount_vnd=row["amount_vnd"])


def _paper(told: Telling, row: Words) -> Words:
    number = _("Sheet {number}").format(number=row["number"])
    return _line(number, told.person(row["person"]), since=told.time(row["since"]))


def _post(told: Telling, row: Words) -> Words:
    spot = tell_spot(
        told.reader.zone, told.agency, (row["place"], row["step"]), told.reader.language
    )
    return _line(told.person(row["person"]), spot, since=told.time(row["since"]))


_TELL: dict[str, Callable[[Telling, Words], Words]] = {
    "held": _held,
    "begun": _at_step,
    "late": _at_step,
    "missing": _visit,
    "incidents": _incident,
    "notices": _notice,
    "places": _place,
    "cash": _cash,
    "paper": _paper,
    "posts": _post,
}
