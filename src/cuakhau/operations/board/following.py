"""The visits and places that a live board needs, kept in this process and followed by cursor.

Reading the whole day for each refresh would cost seconds on a busy zone; a row costs microseconds.
What is kept is only ever what a fresh reading would give: `tests/operations` holds that.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from cuakhau.journal import read, recent
from cuakhau.journal.read import Cursor
from cuakhau.movement import place
from cuakhau.movement.event import Event
from cuakhau.movement.place import PlaceState
from cuakhau.movement.secrecy import is_secret, visible, without_secrets
from cuakhau.movement.times import local_day
from cuakhau.movement.visit import Visit, advance, start
from cuakhau.operations.closures import months_of, read_months
from cuakhau.statistics.board import (
    Board,
    Standing,
    build_board,
    find_standing,
    looks_back_to,
)
from cuakhau.statistics.live.places import Months
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.zone import Zone

PAGE_ROWS = 5_000
MOST_LATEST = 9
HOLDS_US = 1_000_000  # nothing came: a count serves all who look within a second
FORGETS_EACH_US = 600_000_000  # what ended long ago does not count; it only takes room


class Look(NamedTuple):
    """A board, the latest rows (newest first), how far the log was read, what stands of places."""

    board: Board
    latest: list[Event]
    cursor: Cursor
    months: Months


@dataclass(slots=True)
class Following:
    """One zone, followed. Threads take turns."""

    zone: Zone
    cursor: Cursor = read.START
    visits: dict[str, Visit] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    places: dict[str, PlaceState] = field(default_factory=dict)
    latest: deque[Event] = field(default_factory=lambda: deque(maxlen=MOST_LATEST))
    last: Look | None = None
    forgot_us: int = 0
    turn: threading.Lock = field(default_factory=threading.Lock)

    def look(self, now_us: int, *, after: Cursor = read.START) -> Look:
        """Give the board at this instant.

        Who has heard how far the log has come, and asks for that, is given a count that holds it
        without another question to the database.
        """
        with self.turn:
            held = self._find_held(now_us)
            if held is not None and read.START < after <= held.cursor:
                return held
            before = self.cursor
            self._catch_up(now_us)
            if held is not None and before == self.cursor:
                return held
            board = build_board(self.zone, self.standings.values(), now_us)
            months = months_of(self.places.values())
            self.last = Look(board, list(reversed(self.latest)), self.cursor, months)
            return self.last

    def _find_held(self, now_us: int) -> Look | None:
        """Give the last count, where it still serves this instant."""
        if self.last is None or not 0 <= now_us - self.last.board.now_us < HOLDS_US:
            return None
        return self.last

    def _catch_up(self, now_us: int) -> None:
        day = bulletin_day(self.zone, now_us)
        since_us = looks_back_to(self.zone, now_us)
        touched = self._begin(since_us, now_us) if self.cursor == read.START else set()
        while True:
            placed, self.cursor = read.rows_after(self.zone.name, self.cursor, PAGE_ROWS)
            for row in placed:
                self._take(row.event, touched)
            if len(placed) < PAGE_ROWS:
                break
        for subject in touched:
            public = without_secrets(self.zone, self.visits[subject])
            standing = find_standing(self.zone, public, day)
            if standing is None:
                self.standings.pop(subject, None)
            else:
                self.standings[subject] = standing
        self._forget_before(since_us)

    def _begin(self, since_us: int, now_us: int) -> set[str]:
        """Take up what stands without reading years of log; a row that comes twice does no harm."""
        self.cursor = read.get_horizon(self.zone.name)
        self.visits = {v.subject: v for v in recent.list_standing(self.zone.name, since_us)}
        # More than are shown, since some are for the eyes of one agency.
        latest = [
            event
            for event in reversed(recent.list_latest(self.zone.name, 3 * MOST_LATEST))
            if event.corrects is None
        ]
        self.latest.extend(visible(self.zone, latest, None))
        months = read_months(self.zone, self.zone.places, local_day(self.zone, now_us))
        self.places = {one.subject: one for states in months.values() for one in states}
        return set(self.visits)

    def _take(self, event: Event, touched: set[str]) -> None:
        # A correction may be of a row that only one agency knows; the feed does without any.
        if event.corrects is None and not is_secret(self.zone, event):
            self.latest.append(event)
        if event.subject_kind != "visit":
            self._take_place(event)
            return
        known = self.visits.get(event.subject)
        if known is None:
            known = self._find_again(event)
        if known.seq < event.seq:
            known = advance(known, event)
        self.visits[event.subject] = known
        touched.add(event.subject)

    def _take_place(self, event: Event) -> None:
        known = self.places.get(event.subject) or place.start(self.zone.name, event.subject)
        if known.seq < event.seq - 1:  # a month that was not kept: it is read whole
            known = read.find_place(self.zone.name, event.subject) or known
        if known.seq < event.seq:
            known = place.advance(known, event)
        self.places[event.subject] = known

    def _find_again(self, event: Event) -> Visit:
        """Give a visit before its first row, or whole where it was let go."""
        if event.seq == 1:
            return start(self.zone.name, event.subject)
        return read.get_visit(self.zone.name, event.subject)

    def _forget_before(self, since_us: int) -> None:
        """Let go of visits that ended before the bulletin day; a late row brings one back."""
        if 0 <= since_us - self.forgot_us < FORGETS_EACH_US:
            return
        self.forgot_us = since_us
        ended = [
            subject
            for subject, standing in self.standings.items()
            if standing.seen.ended_us is not None and standing.seen.ended_us <= since_us
        ]
        for subject in ended:
            del self.standings[subject], self.visits[subject]


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
