"""A log as OCEL 2.0 knows it: events, objects, and the links between them.

Objects are visits, vehicles (the opaque ids of the log), places and agencies; visits that share
goods by transloading are linked to each other. What anybody may know of the log is in it, with
corrections resolved, and nothing else: no secret step, no person, no plate.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog
from cuakhau.movement.secrecy import visible
from cuakhau.movement.times import local_time
from cuakhau.movement.view import linked_to
from cuakhau.movement.visit import Entry, fold
from cuakhau.statistics.exchange.faults import tell_fault
from cuakhau.zone.refusal import Named
from cuakhau.zone.zone import Zone

VISIT, VEHICLE, PLACE, AGENCY = "visit", "vehicle", "place", "agency"
OBJECT_TYPES = {
    VISIT: ("procedure", "goods", "vehicle_class"),
    VEHICLE: (),
    PLACE: (),
    AGENCY: (),
}
EVENT_WORDS = ("found", "way", "origin", "started")
# What links an event to an object, by the type of the object.
QUALIFIERS = {VISIT: "of", VEHICLE: "carried by", PLACE: "at", AGENCY: "done by"}
TRANSLOADED, MERGED = "transloads with", "is the same vehicle as"


@dataclass(frozen=True, slots=True)
class OcelEvent:
    """One event: its type is the step that was confirmed, else the kind of the row."""

    id: str
    type: str
    at: datetime
    words: dict[str, str]
    links: tuple[tuple[str, str], ...]  # object, qualifier


@dataclass(slots=True)
class OcelObject:
    """One object with its words, each since an instant, and its links to other objects."""

    id: str
    type: str
    words: list[tuple[str, str, datetime]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ocel:
    """A whole export."""

    events: tuple[OcelEvent, ...]
    objects: dict[str, OcelObject]

    @property
    def event_types(self) -> tuple[str, ...]:
        """The types of events, by name."""
        return tuple(sorted({event.type for event in self.events}))


def list_public(zone: Zone, log: EventLog) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Give for each visit what stands of it for anybody, in the order in which it happened."""
    rows: list[Event] = []
    for event in log.only("visit").events():
        if rows and event.subject != rows[0].subject:
            yield _stand(zone, rows)
            rows = []
        rows.append(event)
    if rows:
        yield _stand(zone, rows)


def _stand(zone: Zone, rows: list[Event]) -> tuple[str, tuple[Entry, ...]]:
    subject = rows[0].subject
    standing = fold(zone.name, subject, visible(zone, rows, None)).standing
    return subject, tuple(sorted(standing, key=lambda one: (one.at_us, one.seq)))


def type_of(entry: Entry) -> str:
    """Name the type of an event: a confirmed step, else the kind."""
    return entry.step if entry.kind == "confirmed" and entry.step else entry.kind


def build_ocel(zone: Zone, log: EventLog) -> Ocel:
    """Build the export of a log."""
    events: list[OcelEvent] = []
    objects: dict[str, OcelObject] = {}
    public = list(list_public(zone, log))
    known = {subject for subject, entries in public if entries}
    for subject, entries in public:
        if not entries:
            continue
        visit = _take(objects, VISIT, subject)
        vehicle: str | None = None
        # Numbered as told: the number of a row would show that rows were left out as secret.
        for number, entry in enumerate(entries, 1):
            if entry.kind in ("declared", "amended") or (entry.kind, entry.step) == (
                "swapped",
                "plate",
            ):
                vehicle = entry.other or vehicle
            events.append(_event(zone, f"{subject}/{number}", subject, entry, vehicle, objects))
            for word in OBJECT_TYPES[VISIT]:
                told = getattr(entry, word)
                if told and entry.kind in ("declared", "amended"):
                    visit.words.append((word, told, local_time(zone, entry.at_us)))
        partners = [(other, TRANSLOADED) for other in linked_to(entries)]
        partners += [(e.other, MERGED) for e in entries if e.kind == "merged" and e.other]
        visit.links += [
            (name_object(VISIT, other), said) for other, said in partners if other in known
        ]
    events.sort(key=lambda one: one.at)
    return Ocel(tuple(events), objects)


def _event(
    zone: Zone,
    name: str,
    subject: str,
    entry: Entry,
    vehicle: str | None,
    objects: dict[str, OcelObject],
) -> OcelEvent:
    linked = {VISIT: subject, VEHICLE: vehicle, PLACE: entry.place, AGENCY: entry.agency}
    links = [
        (_take(objects, kind, word).id, QUALIFIERS[kind]) for kind, word in linked.items() if word
    ]
    words = {"found": entry.found, "way": entry.way, "origin": entry.origin, "started": None}
    if entry.started_us is not None:
        words["started"] = local_time(zone, entry.started_us).isoformat()
    return OcelEvent(
        id=name,
        type=type_of(entry),
        at=local_time(zone, entry.at_us),
        words={name: word for name, word in words.items() if word},
        links=tuple(links),
    )


def name_object(kind: str, name: str) -> str:
    """Name an object so that a visit and a place never share a name."""
    return f"{kind}:{name}"


def _take(objects: dict[str, OcelObject], kind: str, name: str) -> OcelObject:
    named = name_object(kind, name)
    return objects.setdefault(named, OcelObject(named, kind))


def find_faults(ocel: Ocel) -> Iterator[Named]:
    """Say what would be lost or dangling: readers pass over both without a word."""
    for name, times in Counter(event.id for event in ocel.events).items():
        if times > 1:
            yield tell_fault("twice", event=name, times=times)
    for event in ocel.events:
        if event.at.tzinfo is None or not event.type:
            yield tell_fault("no_type", event=event.id)
        if not any(link.startswith(f"{VISIT}:") for link, _ in event.links):
            yield tell_fault("no_visit", event=event.id)
        yield from _dangling(ocel, "event", event.id, event.links)
    for one in ocel.objects.values():
        if one.type not in OBJECT_TYPES:
            yield tell_fault("other_type", object=one.id)
        yield from _dangling(ocel, "object", one.id, one.links)


def _dangling(
    ocel: Ocel, kind: str, name: str, links: Iterable[tuple[str, str]]
) -> Iterator[Named]:
    for link, _ in links:
        if link not in ocel.objects:
            yield tell_fault(f"{kind}_names", one=name, link=link)
