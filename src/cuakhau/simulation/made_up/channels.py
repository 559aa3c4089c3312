"""Channels of selection for a replayed day: what a customs system might have given, by lot.

No count by channel is published for the gates, so the shares are made up like the vehicles. The
rows say origin `replay`, and are seen by the agency that selects alone (decision 0011).
"""

from collections.abc import Iterable
from random import Random

import msgspec

from cuakhau.movement.event import Event
from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.secrecy import CHANNELS, steps_of_selection
from cuakhau.movement.times import local_day
from cuakhau.zone.zone import Zone

SHARES = (0.6, 0.33, 0.07)  # of green, yellow, red: made up
PAPER = "paper"


def add_channels(zone: Zone, rows: Iterable[Event]) -> tuple[Event, ...]:
    """Add to each visit the channel that its first look at papers brings, for the same agency.

    `rows` are those of whole visits, each in the order of `seq`; later rows are numbered anew.
    """
    told: dict[str, int] = {}  # after which row of a visit its channel stands
    secret: dict[str, str | None] = {}  # the step of selection that its procedure has
    given = list[Event]()
    for row in rows:
        if row.kind == "declared":
            secret[row.subject] = _find_step(zone, row)
        after = told.get(row.subject)
        given.append(row if after is None else _move_on(row, after))
        step = secret.get(row.subject)
        if step is not None and after is None and _brings_it(zone, row, step):
            told[row.subject] = row.seq
            given.append(_draw(row, step))
    return tuple(given)


def _find_step(zone: Zone, declared: Event) -> str | None:
    day = local_day(zone, declared.happened_us)
    compiled = find_compiled(zone, declared.procedure or "", day)
    secret = {one for agency in zone.agencies for one in steps_of_selection(zone, agency.id)}
    steps = () if compiled is None else compiled.procedure.steps
    return next((one.step for one in steps if one.step in secret), None)


def _brings_it(zone: Zone, row: Event, step: str) -> bool:
    if row.kind != "confirmed" or row.step is None:
        return False
    is_own = row.agency in zone.step_by_id[step].agencies
    return is_own and PAPER in zone.step_by_id[row.step].looks_at


def _move_on(row: Event, after: int) -> Event:
    corrects = row.corrects
    if corrects is not None and corrects > after:
        corrects += 1
    return msgspec.structs.replace(row, seq=row.seq + 1, corrects=corrects)


def _draw(row: Event, step: str) -> Event:
    lot = Random(f"{row.run}.{row.subject}.channel")  # noqa: S311 luck of a replay, no secret
    [channel] = lot.choices(CHANNELS, SHARES)
    return Event(
        zone=row.zone,
        subject_kind=row.subject_kind,
        subject=row.subject,
        seq=row.seq + 1,
        kind="confirmed",
        step=step,
        agency=row.agency,
        happened_us=row.happened_us,
        happened_offset_min=row.happened_offset_min,
        recorded_us=row.recorded_us,
        recorded_offset_min=row.recorded_offset_min,
        origin=row.origin,
        run=row.run,
        payload={"channel": channel},
    )
