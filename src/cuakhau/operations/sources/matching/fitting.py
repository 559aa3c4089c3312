"""The visits that the rows of a file may mean: a few questions for the whole file."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from cuakhau.journal import personal, read
from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.movement.view import view
from cuakhau.operations.desk.waiting import Waiting, hall_of
from cuakhau.operations.people import AMBIGUOUS, plain
from cuakhau.operations.sources.matching.match import Candidate, Fitting
from cuakhau.operations.sources.reading.lines import Line
from cuakhau.zone.zone import Zone

KINDS = ("plate", "paper")
LONGEST_STAY = timedelta(days=30)  # an older declaration is of an earlier trip
DECLARED = """
SELECT ref, said.number FROM unnest(%(refs)s::text[]) AS ref
  JOIN operations_declaration AS said ON said.zone = %(zone)s AND said.vehicle = ref
  WHERE said.at BETWEEN %(since)s AND %(until)s
UNION
SELECT ref, said.number FROM unnest(%(refs)s::text[]) AS ref
  JOIN operations_declaration AS said
    ON said.papers @> jsonb_build_array(jsonb_build_object('number', ref))
  WHERE said.zone = %(zone)s AND said.at BETWEEN %(since)s AND %(until)s
"""


def find_fitting(zone: Zone, lines: Iterable[Line]) -> dict[int, Fitting]:
    """Give for each row that can be read the visits that it may mean."""
    readable = [line for line in lines if not line.mistakes]
    if not readable:
        return {}
    keys = {line.row: _keys_of(line) for line in readable}
    refs = personal.find_whole(
        zone.name, KINDS, {key for named in keys.values() for key, _ in named.values()}
    )
    for named in keys.values():
        for key, is_whole in named.values():
            if not is_whole and key not in refs:
                refs[key] = personal.find_ending(zone.name, ("plate",), key)
    waiting = hall_of(zone).look()
    numbers = _find_numbers(zone, readable, refs, waiting)
    candidates = _find_candidates(zone, readable, numbers, waiting)
    return {line.row: _fit(line, keys[line.row], refs, numbers, candidates) for line in readable}


def _keys_of(line: Line) -> dict[str, tuple[str, bool]]:
    """Give by field what a record is found by, and whether it is all of it."""
    keys: dict[str, tuple[str, bool]] = {}
    for name, text in line.vehicle.items():
        if name in ("plate", "trailer"):
            plate = read_plate(text)
            is_whole = plate.normal is not None and AMBIGUOUS not in plate.marks
            keys[name] = (plain(plate.normal or text), is_whole)
        elif name != "number":
            keys[name] = (plain(text), True)
    return keys


def _find_numbers(
    zone: Zone, lines: list[Line], refs: dict[str, set[str]], waiting: list[Waiting]
) -> dict[str, set[str]]:
    """Give by reference the visits that were declared with it, or carry it now."""
    found: dict[str, set[str]] = {}
    for one in waiting:
        if one.seen.vehicle:
            found.setdefault(one.seen.vehicle, set()).add(one.seen.subject)
    wanted = sorted(set().union(*refs.values())) if refs else []
    if wanted:
        times = [line.happened_us or 0 for line in lines]
        asked: dict[str, Any] = {
            "zone": zone.name,
            "refs": wanted,
            "since": _moment(min(times)) - LONGEST_STAY,
            "until": _moment(max(times)) + LONGEST_STAY,
        }
        with connection.cursor() as cursor:
            cursor.execute(DECLARED, asked)
            for ref, number in cursor.fetchall():
                found.setdefault(ref, set()).add(number)
    return found


def _moment(at_us: int) -> datetime:
    return datetime.fromtimestamp(at_us / 1_000_000, UTC)


def _find_candidates(
    zone: Zone, lines: list[Line], numbers: dict[str, set[str]], waiting: list[Waiting]
) -> dict[str, Candidate]:
    going = {one.seen.subject: Candidate(one.visit, one.seen) for one in waiting}
    named = {line.vehicle["number"] for line in lines if "number" in line.vehicle}
    named |= set().union(*numbers.values()) if numbers else set()
    over = read.find_visits(zone.name, sorted(named - set(going)))
    return going | {number: Candidate(visit, view(zone, visit)) for number, visit in over.items()}


def _fit(
    line: Line,
    keys: dict[str, tuple[str, bool]],
    refs: dict[str, set[str]],
    numbers: dict[str, set[str]],
    candidates: dict[str, Candidate],
) -> Fitting:
    """Take the visits that all the row's words fit; where none does, those of the first word."""
    number = line.vehicle.get("number", "")
    if number in candidates:
        return Fitting((candidates[number],))
    told = [
        {subject for ref in refs.get(key, ()) for subject in numbers.get(ref, ())}
        for key, _ in keys.values()
    ]
    told = [subjects for subjects in told if subjects]
    if not told:
        return Fitting()
    shared = set.intersection(*told) or told[0]
    is_whole = all(is_whole for name, (_, is_whole) in keys.items() if name == "plate")
    fits = tuple(candidates[one] for one in sorted(shared) if one in candidates)
    return Fitting(fits, is_whole)
