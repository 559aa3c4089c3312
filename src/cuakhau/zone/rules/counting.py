"""Rules of hours, of the bulletin and of the tariff: nothing is said or counted twice."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import Draft, closest, ends, grouped, overlap, pairs, starts
from cuakhau.zone.types import FeeRule, Hours, Tariff

MIDNIGHT = time(0, 0)


def z37_hours_run_forward(draft: Draft) -> Iterator[Fault]:
    """The place closes at {closes}, not after it opens at {opens}.

    Cure: Correct the times; 00:00 as the closing time is midnight. Cut hours that run over
    midnight into two rows.
    """
    for entry in draft.of("hours"):
        opens, closes = entry.row.opens, entry.row.closes
        if closes != MIDNIGHT and closes <= opens:
            yield entry.raw.fault("closes", opens=_said(opens), closes=_said(closes))


def z38_hours_do_not_overlap(draft: Draft) -> Iterator[Fault]:
    """These hours of "{place}" overlap those in line {line}.

    Cure: Give them other days, other times or other dates, or delete one.
    """
    for group in grouped(draft.of("hours"), key=lambda h: (h.place, h.side, h.serves)):
        for first, second in pairs(group):
            one, two = first.row, second.row
            if overlap(one, two) and set(one.days) & set(two.days) and _clocks_overlap(one, two):
                yield second.raw.fault("opens", place=two.place, line=first.raw.line)


def z39_closures_have_days(draft: Draft) -> Iterator[Fault]:
    """The closure has no first day.

    Cure: Give `valid_from`, and `valid_until` if the end is known.
    """
    for entry in draft.of("closure"):
        if entry.row.valid_from is None:
            yield entry.raw.fault("valid_from")


def z40_daily_closures_run_forward(draft: Draft) -> Iterator[Fault]:
    """A closure of some hours a day needs both ends, the second after the first.

    Cure: Give `daily_from` and `daily_until`, or neither for whole days; 00:00 ends at midnight.
    """
    for entry in draft.of("closure"):
        first, last = entry.row.daily_from, entry.row.daily_until
        if (first is None) != (last is None):
            yield entry.raw.fault("daily_from" if last is None else "daily_until")
        elif first is not None and last != MIDNIGHT and last <= first:
            yield entry.raw.fault("daily_until")


def z41_places_are_counted_once(draft: Draft) -> Iterator[Fault]:
    """ "{place}" is counted twice, here and by the line "{other}" in line {line}.

    Cure: Take it out of one of the two, or let one end where the other begins.
    """
    for entry in draft.of("bulletin_line"):
        places = entry.row.places
        for place in dict.fromkeys(p for p in places if places.count(p) > 1):
            facts = {"place": place, "other": entry.row.id, "line": entry.raw.line}
            yield entry.raw.fault("places", **facts)
    for first, second in pairs(draft.of("bulletin_line")):
        one, two = first.row, second.row
        if one.id == two.id or not overlap(one, two):
            continue
        for place in sorted(set(one.places) & set(two.places)):
            facts = {"place": place, "other": one.id, "line": first.raw.line}
            yield second.raw.fault("places", **facts)


def z42_every_gate_is_counted(draft: Draft) -> Iterator[Fault]:
    """No line of the bulletin counts the gate "{id}" on all its days.

    Cure: Add it to `places` of a line, or give it a line of its own.
    """
    for entry in draft.of("gate"):
        counted = [
            line.row for line in draft.of("bulletin_line") if entry.row.id in line.row.places
        ]
        day = starts(entry.row)
        for line in sorted(counted, key=starts):
            day = max(day, ends(line)) if starts(line) <= day else day
        if day < ends(entry.row):
            yield entry.raw.fault("id", id=entry.row.id)


def z43_cells_stand_once(draft: Draft) -> Iterator[Fault]:
    """This cell of the tariff is there twice; the other one is in line {line}.

    Cure: Delete one, or give them different dates, directions or goods.
    """

    def cell(row: Any) -> tuple[str, ...]:
        return row.charge, row.regime, row.goods, row.vehicle_class

    for group in grouped(draft.of("tariff"), key=cell):
        for first, second in pairs(group):
            one, two = first.row, second.row
            if one.id != two.id and _same_way(one, two) and overlap(one, two):
                yield second.raw.fault("goods", line=first.raw.line)


def z44_regimes_are_used(draft: Draft) -> Iterator[Fault]:
    """No procedure has the regime "{regime}", so this cell is never charged.

    Cure: Correct the regime (the closest is "{closest}") or name it in a procedure.
    """
    used = {entry.row.regime for entry in draft.of("procedure")}
    for entry in draft.of("tariff"):
        regime = entry.row.regime
        if regime not in used:
            yield entry.raw.fault("regime", regime=regime, closest=closest(regime, used))


def z49_fee_rules_stand_once(draft: Draft) -> Iterator[Fault]:
    """The same goods or use would be multiplied twice, by this rule and by that in line {line}.

    Cure: Delete one, or end the earlier rule on the first day of the later one.
    """
    for group in grouped(draft.of("fee_rule"), key=lambda row: (row.goods, row.use)):
        for first, second in pairs(group):
            one, two = first.row, second.row
            if one.id != two.id and _same_way(one, two) and overlap(one, two):
                yield second.raw.fault("percent", line=first.raw.line)


def _same_way(one: Tariff | FeeRule, two: Tariff | FeeRule) -> bool:
    return one.direction == two.direction or "both" in (one.direction, two.direction)


def _clocks_overlap(one: Hours, two: Hours) -> bool:
    return one.opens < _closing(two) and two.opens < _closing(one)


def _closing(hours: Hours) -> time:
    return time.max if hours.closes == MIDNIGHT else hours.closes


def _said(clock: time) -> str:
    return clock.isoformat("minutes")
