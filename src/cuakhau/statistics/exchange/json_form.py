"""OCEL 2.0 as JSON: the layout of ocel-standard.org."""

import json
from datetime import UTC, datetime
from typing import Any

from cuakhau.statistics.exchange.ocel import EVENT_WORDS, OBJECT_TYPES, Ocel


def write_json(ocel: Ocel) -> bytes:
    """Write an export as JSON."""
    told = {
        "objectTypes": [
            {"name": name, "attributes": _typed(words)} for name, words in OBJECT_TYPES.items()
        ],
        "eventTypes": [
            {"name": name, "attributes": _typed(EVENT_WORDS)} for name in ocel.event_types
        ],
        "objects": [
            {
                "id": one.id,
                "type": one.type,
                "attributes": [
                    {"name": word, "value": value, "time": write_time(at)}
                    for word, value, at in one.words
                ],
                "relationships": _links(one.links),
            }
            for one in ocel.objects.values()
        ],
        "events": [
            {
                "id": event.id,
                "type": event.type,
                "time": write_time(event.at),
                "attributes": [
                    {"name": word, "value": value} for word, value in event.words.items()
                ],
                "relationships": _links(event.links),
            }
            for event in ocel.events
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def write_time(at: datetime) -> str:
    """Write an instant in UTC, to the microsecond: some readers know no other offset."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _typed(words: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"name": word, "type": "string"} for word in words]


def _links(links: Any) -> list[dict[str, str]]:
    return [{"objectId": link, "qualifier": said} for link, said in links]
