"""The turns of all vehicles of a zone, kept in this process and brought up to date by cursor.

Every driver's page asks for the queue; ordering 5,000 vehicles from their rows for each of them
would cost most of a second. What is kept is only ever what a fresh reading would give.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from cuakhau.figures.figure import DataVersion
from cuakhau.journal import read, recent
from cuakhau.journal.read import Cursor
from cuakhau.movement.turns.calling import Turn, find_turn
from cuakhau.movement.visit import Visit, advance, start
from cuakhau.statistics.queues.order import HOUR_US, Line, build_line
from cuakhau.zone.zone import Zone

PAGE_ROWS = 5_000


class Look(NamedTuple):
    """The line of a zone, and what figures of it are computed from."""

    line: Line
    version: DataVersion


@dataclass(slots=True)
class Following:
    """One zone, followed. Threads take turns."""

    zone: Zone
    cursor: Cursor = read.START
    visits: dict[str, Visit] = field(default_factory=dict)
    turns: dict[str, Turn] = field(default_factory=dict)
    line: Line | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)

    def look(self, now_us: int, fresh: Iterable[str] = ()) -> Look:
        """Give the line as it stands; `fresh` are read anew, for whoever has just written.

        The cursor stops at the oldest transaction that runs, so one's own row may come later.
        """
        with self.turn:
            touched = self._catch_up(now_us)
            for subject in fresh:
                known = read.find_visit(self.zone.name, subject)
                if known is not None and known.seq > self._seq_of(subject):
                    self.visits[subject] = known
                    touched.add(subject)
            for subject in touched:
                self.turns[subject] = find_turn(self.zone, self.visits[subject])
            if touched or self.line is None:
                self._forget_before(now_us - HOUR_US)
                self.line = build_line(self.zone, self.turns)
            return Look(self.line, self._version())

    def _version(self) -> DataVersion:
        log = f"cursor:{self.cursor.xid}.{self.cursor.position}"
        return DataVersion(zone=self.zone.name, zone_version=self.zone.version, log=log)

    def _seq_of(self, subject: str) -> int:
        known = self.visits.get(subject)
        return known.seq if known else 0

    def _catch_up(self, now_us: int) -> set[str]:
        touched: set[str] = set()
        if self.cursor == read.START:
            self.cursor = read.get_horizon(self.zone.name)
            found = recent.list_standing(self.zone.name, now_us - HOUR_US)
            self.visits = {visit.subject: visit for visit in found}
            touched.update(self.visits)
        while True:
            placed, self.cursor = read.rows_after(self.zone.name, self.cursor, PAGE_ROWS)
            for row in placed:
                if row.event.subject_kind == "visit":
                    known = self._find(row.event.subject, row.event.seq)
                    if known.seq < row.event.seq:
                        known = advance(known, row.event)
                    self.visits[row.event.subject] = known
                    touched.add(row.event.subject)
            if len(placed) < PAGE_ROWS:
                return touched

    def _find(self, subject: str, seq: int) -> Visit:
        known = self.visits.get(subject)
        if known is not None:
            return known
        if seq == 1:
            return start(self.zone.name, subject)
        return read.get_visit(self.zone.name, subject)  # let go before; a late row brings it back

    def _forget_before(self, since_us: int) -> None:
        """Let go of visits that ended more than an hour ago: they tell nothing of the pace."""
        over = [
            subject
            for subject, turn in self.turns.items()
            if turn.seen.ended_us is not None and turn.seen.ended_us <= since_us
        ]
        for subject in over:
            del self.turns[subject], self.visits[subject]


_followed: dict[tuple[str, str, str], Following] = {}
_turn = threading.Lock()


def follow(zone: Zone) -> Following:
    """Give the one following of this zone, in this version, on this database."""
    settings = connection.settings_dict
    key = (f"{settings['HOST']}:{settings['PORT']}/{settings['NAME']}", zone.name, zone.version)
    with _turn:
        if key not in _followed:
            _followed[key] = Following(zone)
        return _followed[key]
