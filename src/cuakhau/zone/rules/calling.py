"""Rules of waiting: calls and promises give time, each thing has one, areas are told apart."""

from collections.abc import Iterator

from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import Draft, grouped, overlap, pairs

LEAST = {"come_within_min": 1, "back_places": 1, "chances": 0, "perishable_ahead_min": 0}


def z50_calls_give_time(draft: Draft) -> Iterator[Fault]:
    """ "{field}" is {value}; a call needs at least {least}.

    Cure: Write how long a driver has to come, how many places a lost turn costs, and how often.
    """
    for entry in draft.of("call_rule"):
        for field, least in LEAST.items():
            value = getattr(entry.row, field)
            if value < least:
                yield entry.raw.fault(field, field=field, value=value, least=least)


def z51_places_are_called_by_one_rule(draft: Draft) -> Iterator[Fault]:
    """ "{place}" has another call rule on the same days, in line {line}.

    Cure: Delete one, or end the earlier rule on the first day of the later one.
    """
    for group in grouped(draft.of("call_rule"), key=lambda row: row.place):
        for first, second in pairs(group):
            if first.row.id != second.row.id and overlap(first.row, second.row):
                yield second.raw.fault("place", place=second.row.place, line=first.raw.line)


def z52_areas_are_told_apart(draft: Draft) -> Iterator[Fault]:
    """Two areas of this yard begin their rows with "{code}"; the other one is in line {line}.

    Cure: Give each area the code that is painted on its ground.
    """
    for group in grouped(draft.of("yard_area"), key=lambda row: (row.yard, row.code)):
        for first, second in pairs(group):
            if first.row.id != second.row.id and overlap(first.row, second.row):
                yield second.raw.fault("code", code=second.row.code, line=first.raw.line)


def z54_promises_give_time(draft: Draft) -> Iterator[Fault]:
    """The step is promised within {value} minutes; a promise gives at least one.

    Cure: Write the minutes of the law or decision; where nobody promised a time, delete the row.
    """
    for entry in draft.of("promise"):
        if entry.row.within_min < 1:
            yield entry.raw.fault("within_min", value=entry.row.within_min)


def z55_steps_are_promised_once(draft: Draft) -> Iterator[Fault]:
    """The step "{step}" has another promise for the same trips and goods, in line {line}.

    Cure: Delete one, end the earlier one on the first day of the later, or part their procedures.
    """
    for group in grouped(draft.of("promise"), key=lambda row: (row.step, row.goods)):
        for first, second in pairs(group):
            one, other = first.row, second.row
            is_same = set(one.procedures) & set(other.procedures) or (
                not one.procedures and not other.procedures
            )
            if one.id != other.id and is_same and overlap(one, other):
                yield second.raw.fault("step", step=other.step, line=first.raw.line)


def z56_complaints_have_days(draft: Draft) -> Iterator[Fault]:
    """A complaint is to be answered within {value} days; the limit is at least one.

    Cure: Write the days of the law; where no limit is known, delete the row.
    """
    for entry in draft.of("complaint_limit"):
        if entry.row.within_days < 1:
            yield entry.raw.fault("within_days", value=entry.row.within_days)


def z57_complaints_have_one_limit(draft: Draft) -> Iterator[Fault]:
    """Complaints have another limit on the same days, in line {line}.

    Cure: Delete one, or end the earlier one on the first day of the later law.
    """
    for first, second in pairs(draft.of("complaint_limit")):
        if first.row.id != second.row.id and overlap(first.row, second.row):
            yield second.raw.fault("id", line=first.raw.line)
