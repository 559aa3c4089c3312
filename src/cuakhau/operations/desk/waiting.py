"""Who awaits whom: the open visits of a zone, kept in this process and followed by cursor.

A desk asks this at every act of every officer. Unfolding 5,000 states for each page takes most of
a second; a row that came since the last look takes microseconds.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from cuakhau.journal import read, recent
from cuakhau.journal.read import Cursor
from cuakhau.movement.event import Event
from cuakhau.movement.procedure import Awaited, awaited
from cuakhau.movement.secrecy import without_secrets
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit, advance, start
from cuakhau.operations.desk.due import list_promised, list_ready
from cuakhau.zone.zone import Zone

PAGE_ROWS = 5_000
NEVER_US = 2**62  # of visits that ended, none


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open visit, what anybody may see of it, and per agency the steps it can give.

    `ready` are those that could be given where the vehicle stands, and from when on, in µs;
    `promised` are those of them with a promised time, and by when.
    `worked_out` remembers what lists have asked of this value, which never changes.
    """

    visit: Visit
    seen: View
    steps: dict[str, tuple[Awaited, ...]]
    ready: dict[str, int]
    promised: dict[str, int]
    worked_out: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


def find_waiting(zone: Zone, visit: Visit) -> Waiting | None:
    """Tell what an open visit waits for; `None` where it is over."""
    seen = view(zone, without_secrets(zone, visit))
    if not seen.is_open or seen.declared_us is None:
        return None
    steps, ready = awaited(zone, visit), list_ready(zone, visit, seen)
    since = {
        one.step: max(one.since_us, ready[one.step])
        for awaiting in steps.values()
        for one in awaiting
        if one.step in ready
    }
    return Waiting(visit, seen, steps, ready, list_promised(zone, seen, since))


@dataclass(slots=True)
class Hall:
    """The open visits of one zone. Threads take turns."""

    zone: Zone
    cursor: Cursor = read.START
    open: dict[str, Waiting] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def look(self, fresh: Iterable[str] = ()) -> list[Waiting]:
        """List the open visits; `fresh` are read anew, for whoever has just written to them.

        The cursor stops at the oldest transaction that runs, so one's own row may come later.
        """
        with self.turn:
            self._catch_up()
            for subject in fresh:
                known = read.find_visit(self.zone.name, subject)
                if known is not None:
                    self._keep(known)
            return list(self.open.values())

    def _catch_up(self) -> None:
        if self.cursor == read.START:
            self.cursor = read.get_horizon(self.zone.name)
            for visit in recent.list_standing(self.zone.name, NEVER_US):
                self._keep(visit)
        touched: dict[str, Visit] = {}
        while True:
            placed, self.cursor = read.rows_after(self.zone.name, self.cursor, PAGE_ROWS)
            for row in placed:
                self._take(row.event, touched)
            if len(placed) < PAGE_ROWS:
                break
        for visit in touched.values():
            self._keep(visit)

    def _take(self, event: Event, touched: dict[str, Visit]) -> None:
        if event.subject_kind != "visit":
            return
        known = touched.get(event.subject) or self._find(event)
        touched[event.subject] = advance(known, event) if known.seq < event.seq else known

    def _find(self, event: Event) -> Visit:
        waiting = self.open.get(event.subject)
        if waiting is not None:
            return waiting.visit
        if event.seq == 1:
            return start(self.zone.name, event.subject)
        return read.get_visit(self.zone.name, event.subject)  # it had ended; a late row came

    def _keep(self, visit: Visit) -> None:
        known = self.open.get(visit.subject)
        if known is not None and known.visit.seq > visit.seq:
            return
        waiting = find_waiting(self.zone, visit)
        if waiting is None:
            self.open.pop(visit.subject, None)
        else:
            self.open[visit.subject] = waiting


_halls: dict[tuple[str, str, str], Hall] = {}
_turn = threading.Lock()


def hall_of(zone: Zone) -> Hall:
    """Give the one hall of this zone, in this version, on this database."""
    settings = connection.settings_dict
    key = (f"{settings['HOST']}:{settings['PORT']}/{settings['NAME']}", zone.name, zone.version)
    with _turn:
        if key not in _halls:
            _halls[key] = Hall(zone)
        return _halls[key]
