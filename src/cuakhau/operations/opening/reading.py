"""The rows of a workbook → an opening, or every mistake at once. Asks no database."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cuakhau.accounts.people.register import NewPerson, build
from cuakhau.accounts.people.roles import ROLES
from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations.opening import refusals as rules
from cuakhau.operations.opening.book import Cell, Line
from cuakhau.operations.opening.columns import SHEETS, Column, Kind
from cuakhau.operations.opening.refusals import Mistake, not_opened
from cuakhau.operations.opening.stock import Counted, Opening, Serves, Waits, Works
from cuakhau.operations.opening.values import find_name, list_names, read_time, read_whole
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_DAYS = 90  # in December 2021 lorries stood for weeks
LONGEST = timedelta(hours=24)
_COLUMNS: dict[tuple[str, str], Column] = {
    (sheet.key, column.key): column for sheet in SHEETS for column in sheet.columns
}


@dataclass(slots=True)
class Reader:
    """Reads line by line; `zone` is that of the day, `known` are the people who have accounts."""

    zone: Zone
    now: datetime
    language: Language
    known: Collection[str] = ()
    mistakes: list[Mistake] = field(default_factory=list)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, lines: dict[str, list[Line]], moment: datetime) -> Opening:
        """Read every sheet; what cannot be read is among the mistakes and left out."""
        opening = Opening(
            moment=moment,
            waiting=tuple(filter(None, map(self._waits, lines.get("waiting", ())))),
            counted=tuple(filter(None, map(self._counted, lines.get("counts", ())))),
            staff=tuple(filter(None, map(self._works, lines.get("staff", ())))),
            roster=tuple(filter(None, map(self._serves, lines.get("roster", ())))),
        )
        self._check_shifts(opening)
        if not self.mistakes and not any(lines.values()):
            self.mistakes.append(Mistake("", 0, "", not_opened(rules.o17_book_says_something)))
        return opening

    def _waits(self, line: Line) -> Waits | None:
        before = len(self.mistakes)
        said: dict[str, Any] = {
            key: self._chosen("waiting", line, key)
            for key in ("place", "procedure", "goods", "vehicle_class", "yard")
        }
        said |= {key: self._text(line, key) for key in ("driver", "phone", "firm")}
        said["since"] = self._since(line)
        said["plate"] = self._plate(line)
        said["number"] = self._number(line)
        self._check_yard(line, said)
        return None if len(self.mistakes) > before else Waits(at=_first(line), **said)

    def _counted(self, line: Line) -> Counted | None:
        before = len(self.mistakes)
        said: dict[str, Any] = {
            key: self._chosen("counts", line, key) for key in ("place", "procedure", "goods")
        }
        cell = self._needed("counts", line, "amount")
        amount = None if cell is None else read_whole(cell.value)
        if cell is not None and amount is None:
            self._say(cell, rules.o8_number_is_whole, value=cell.value)
        if len(self.mistakes) == before:
            self._once(_first(line), "count", "|".join(str(part) for part in said.values()))
        return (
            None
            if len(self.mistakes) > before
            else Counted(at=_first(line), amount=amount or 0, **said)
        )

    def _works(self, line: Line) -> Works | None:
        before = len(self.mistakes)
        name, full_name = (self._needed("staff", line, k) for k in ("username", "full_name"))
        role = self._chosen("staff", line, "role")
        works_for = self._text(line, "works_for") or ""
        if name is None or full_name is None or role is None:
            return None
        if works_for and ROLES[role].works_for == "agency":
            works_for = find_name(self.zone, "agency", works_for) or works_for
        works = Works(
            at=name,
            username=str(name.value).lower(),
            full_name=str(full_name.value),
            role=role,
            works_for=works_for,
        )
        self._once(name, "person", works.username)
        try:
            build(NewPerson(works.username, works.full_name, role, works_for), self.zone)
        except Refusal as refused:
            self._say(
                name,
                rules.o14_person_can_be_made,
                value=works.username,
                because=refused.facts.get("because", refused.reason(self.language)),
            )
        return None if len(self.mistakes) > before else works

    def _serves(self, line: Line) -> Serves | None:
        before = len(self.mistakes)
        name = self._needed("roster", line, "username")
        since, until = (self._time("roster", line, key) for key in ("since", "until"))
        place, step = (self._chosen("roster", line, key) for key in ("place", "step"))
        if name is not None:
            username = str(name.value).lower()
            if username not in self.known and ("person", username) not in self.seen:
                self._say(name, rules.o15_person_is_known, value=username)
        if name is None or since is None or until is None or len(self.mistakes) > before:
            return None
        if not since < until <= since + LONGEST:
            self._say_shift(name, since, until)
            return None
        return Serves(at=name, username=username, since=since, until=until, place=place, step=step)

    def _check_shifts(self, opening: Opening) -> None:
        shifts = sorted(opening.roster, key=lambda one: (one.username, one.since))
        for one, after in zip(shifts, shifts[1:], strict=False):
            if one.username == after.username and after.since < one.until:
                self._say_shift(after.at, after.since, after.until)

    def _say_shift(self, cell: Cell, since: datetime, until: datetime) -> None:
        told = {"since": f"{since:%d/%m/%Y %H:%M}", "until": f"{until:%d/%m/%Y %H:%M}"}
        self._say(cell, rules.o16_shift_is_a_stretch, **told)

    def _check_yard(self, line: Line, said: dict[str, Any]) -> None:
        if not said["yard"] or not said["place"]:
            return
        find_line = self.zone.find_bulletin_line
        if find_line(said["yard"]) != find_line(said["place"]):
            gate = self.zone.name_of(said["place"], self.language)
            cell = line.cells["yard"]
            self._say(cell, rules.o18_yard_is_of_the_gate, value=cell.value, gate=gate)

    def _since(self, line: Line) -> datetime | None:
        since = self._time("waiting", line, "since")
        if since is not None and not self.now - timedelta(days=MOST_DAYS) <= since <= self.now:
            told = f"{since:%d/%m/%Y %H:%M}"
            self._say(line.cells["since"], rules.o10_time_fits, value=told, days=MOST_DAYS)
        return since

    def _plate(self, line: Line) -> str | None:
        cell = line.cells.get("plate")
        if cell is None or cell.value is None:
            return None
        plate = read_plate(str(cell.value))
        if plate.normal is None or "M80" in plate.marks:
            self._say(cell, rules.o11_plate_can_be_read, value=cell.value)
        else:
            self._once(cell, "plate", plate.normal)
        return str(cell.value)

    def _number(self, line: Line) -> str | None:
        number = self._text(line, "number")
        if number is not None:
            self._once(line.cells["number"], "number", number)
        return number

    def _time(self, sheet: str, line: Line, key: str) -> datetime | None:
        cell = self._needed(sheet, line, key)
        if cell is None:
            return None
        found = read_time(cell.value, self.zone, about=self.now.date())
        if found is None:
            self._say(cell, rules.o9_time_can_be_read, value=cell.value)
        return found

    def _chosen(self, sheet: str, line: Line, key: str) -> str | None:
        column = _COLUMNS[sheet, key]
        cell = self._needed(sheet, line, key) if column.is_needed else line.cells.get(key)
        if cell is None or cell.value is None or column.kind is None:
            return None
        found = find_name(self.zone, column.kind, cell.value)
        if found is None:
            self._say_unknown(cell, column, column.kind)
        return found

    def _say_unknown(self, cell: Cell, column: Column, kind: Kind) -> None:
        known = ", ".join(name for _, name in list_names(self.zone, kind, self.language))
        title = column.titles[self.language]
        facts = {"value": cell.value, "column": title, "known": known}
        self._say(cell, rules.o7_word_is_of_the_list, **facts)

    def _needed(self, sheet: str, line: Line, key: str) -> Cell | None:
        cell = line.cells.get(key)
        if cell is not None and cell.value is not None:
            return cell
        title = _COLUMNS[sheet, key].titles[self.language]
        where = cell or Cell(line.sheet, line.row, "A", None)
        self._say(where, rules.o6_cell_is_filled, column=title)
        return None

    def _text(self, line: Line, key: str) -> str | None:
        cell = line.cells.get(key)
        if cell is None or cell.value is None:
            return None
        value = cell.value
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    def _once(self, cell: Cell, kind: str, value: str) -> None:
        address = f"{cell.sheet}!{cell.column}{cell.row}"
        first = self.seen.setdefault((kind, value), address)
        if first != address:
            told = cell.value if cell.value is not None else value
            self._say(cell, rules.o12_said_once, value=told, first=first)

    def _say(self, cell: Cell, rule: Any, **facts: Any) -> None:
        mistake = Mistake(cell.sheet, cell.row, cell.column, not_opened(rule, **facts))
        self.mistakes.append(mistake)


def _first(line: Line) -> Cell:
    """The cell that stands for a whole row: its place."""
    return line.cells["place"]
