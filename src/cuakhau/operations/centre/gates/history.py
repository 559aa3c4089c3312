"""What was said of one place lately: who said it, with the words that were kept apart."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.journal import read
from cuakhau.movement.event import Event
from cuakhau.movement.place import STATES, fold
from cuakhau.operations.centre import notes
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.gates.page import Reader, tell_entry_word, tell_scope
from cuakhau.operations.closures.reasons import name_reason
from cuakhau.web.here import Request

MOST_SHOWN = 12
WHY = "history of {place}"


def build_history(
    request: Request, reader: Reader, place: str, subject: str
) -> list[dict[str, Any]]:
    """List the words of this month about a place, newest first; each look at a note is kept."""
    events = read.list_events(reader.zone.name, subject)
    standing = {entry.seq: entry for entry in fold(reader.zone.name, subject, events).entries}
    said = [one for one in events if one.kind in STATES][-MOST_SHOWN:]
    words = notes.read(request, reader.zone, _refs(said), WHY.format(place=place))
    names = notes.name_people(event.by for event in said)
    lines = []
    for event in reversed(said):
        entry = standing.get(event.seq)
        payload = event.payload or {}
        lines.append(
            {
                "kind": event.kind,
                "time": tell_time(reader.zone, event.happened_us, reader.now_us),
                "what": tell_entry_word(entry) if entry else _("taken back"),
                "scope": tell_scope(reader, entry) if entry else "",
                "reason": name_reason(payload.get("reason"), reader.language),
                "document": payload.get("document", ""),
                "until": tell_time(reader.zone, payload.get("until_us"), reader.now_us),
                "who": names.get(event.by) or _agency(reader, event),
                "note": words.get(payload.get("note", ""), ""),
                "is_struck": entry is None,
            }
        )
    return lines


def _agency(reader: Reader, event: Event) -> str:
    """Name who wrote a row that no person wrote, such as a replay."""
    return reader.zone.name_of(event.agency, reader.language) if event.agency else event.by


def _refs(events: list[Event]) -> list[str]:
    notes = [(event.payload or {}).get("note") for event in events]
    return [note for note in notes if isinstance(note, str)]
