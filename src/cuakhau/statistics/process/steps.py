"""The log as steps: what stands, sorted by (visit, time), each row with the one before it.

Made once for a log; then a process map is a scan. What a viewer may not know is not in it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.movement.log import EventLog
from cuakhau.movement.secrecy import SERVED, secret_steps
from cuakhau.statistics.process.refusals import q3_names_are_few, refuse
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Codes, Flags, Rows, Whole, Words
from cuakhau.statistics.stays.visits import OUTCOMES, Stays, read_stays
from cuakhau.zone.zone import Zone

# What happens to a vehicle, beside the steps; the other kinds say how it was written down.
ACTIVITIES = (
    "declared", "correction_asked", "held", "released", "moved", "rerouted", "turned_back",
    "crossed", "returned", "written_off",
)  # fmt: skip
OF_KIND = "@"  # begins the name of an activity that is a kind and no step
NOTHING = ""  # the name with the code 0: before the first row; no agency; nobody said
BUCKET_US = 15_000_000
MOST_BUCKET = (1 << 22) - 1  # two years; what takes longer is counted there
MOST_ACTIVITIES, MOST_AGENCIES = 1 << 10, 1 << 6
WORDS = ("activity", "agency", "gate", "goods", "procedure", "direction")
NAMES_KEY = b"names"
SCHEMA = pa.schema(
    {
        "visit": pa.int32(),
        "subject": pa.string(),
        "at_us": pa.int64(),
        "gap_us": pa.int64(),  # since the row before; 0 at the first
        "bucket": pa.int32(),
        "link": pa.int64(),  # from, by which agency, to, by which agency: see `pack`
        "activity": pa.int16(),
        "agency": pa.int16(),
        "ordinal": pa.int32(),  # its place in the visit, from 1 on
        "nth": pa.int32(),  # so often the visit had this activity
        "pass": pa.int32(),  # so often it went this way
        "is_last": pa.bool_(),
        "gate": pa.int16(),
        "goods": pa.int16(),
        "procedure": pa.int16(),
        "direction": pa.int16(),
        "outcome": pa.int8(),  # a place in `statistics.stays.visits.OUTCOMES`
        "first_us": pa.int64(),
        "declared_us": pa.int64(),
    }
)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a log; `names` tells what the codes of each column of `WORDS` mean."""

    table: pa.Table
    names: Mapping[str, tuple[str, ...]]


def read_names(metadata: Mapping[bytes, bytes]) -> dict[str, tuple[str, ...]]:
    """Read what the codes mean from the metadata of a file of steps."""
    told = json.loads(metadata[NAMES_KEY])
    return {column: tuple(names) for column, names in told.items()}


def pack(before: Whole, by: Whole, activity: Whole, agency: Whole) -> Whole:
    """Put a way into one whole number."""
    first = before * MOST_AGENCIES + by
    packed: Whole = (first * MOST_ACTIVITIES + activity) * MOST_AGENCIES + agency
    return packed


def unpack(link: int) -> tuple[int, int, int, int]:
    """Give from, by, to, by as codes."""
    rest, agency = divmod(link, MOST_AGENCIES)
    rest, activity = divmod(rest, MOST_ACTIVITIES)
    before, by = divmod(rest, MOST_AGENCIES)
    return before, by, activity, agency


def list_steps(zone: Zone, log: EventLog, *, viewer: str | None) -> Steps:
    """List the steps of the visits of a log as an agency may know them; `None` is anybody.

    Corrections are resolved as the fold does, doubtful clocks replaced; equal times keep the order
    in which they were recorded. Raises `ProcessRefused` Q3.
    """
    stays = read_stays(zone, log)
    rows = stays.rows.where(_is_shown(zone, stays.rows, viewer))
    rows = rows.where(np.lexsort((rows.seq, rows.at_us, rows.visit)))
    activity = _name_activities(rows)
    words = {
        "activity": activity,
        "agency": _shorten(rows.agency),
        "gate": _shorten(stays.gate.at(rows.visit)),
        "goods": _shorten(stays.goods.at(rows.visit)),
        "procedure": _shorten(stays.procedure.at(rows.visit)),
        "direction": _shorten(_directions(zone, stays).at(rows.visit)),
    }
    for column, most in (("activity", MOST_ACTIVITIES), ("agency", MOST_AGENCIES)):
        if len(words[column].names) > most:
            raise refuse(q3_names_are_few, what=column, count=len(words[column].names), most=most)
    columns = {**_follow(rows, words), **_tell_visits(stays, rows)}
    columns |= {name: one.codes for name, one in words.items()}
    table = pa.table([pa.array(columns[name]) for name in SCHEMA.names], SCHEMA.names)
    return Steps(table.cast(SCHEMA), {name: one.names for name, one in words.items()})


def _is_shown(zone: Zone, rows: Rows, viewer: str | None) -> Flags:
    confirmed = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    secret = rows.kind.are(*SERVED) & rows.step.are(*secret_steps(zone))
    if viewer is not None:
        secret &= ~rows.agency.are(viewer)
    shown: Flags = (confirmed | rows.kind.are(*ACTIVITIES)) & ~secret
    return shown


def _name_activities(rows: Rows) -> Words:
    kinds = tuple(f"{OF_KIND}{name}" for name in rows.kind.names)
    codes = np.where(
        rows.kind.are("confirmed"), rows.step.codes + len(kinds), rows.kind.codes
    ).astype(np.int32)
    return _shorten(Words(codes, (*kinds, *rows.step.names)))


def _shorten(words: Words) -> Words:
    """Keep the names that occur, by name; the code 0 is for none."""
    names = _in_order({words.names[code] for code in np.unique(words.codes).tolist() if code >= 0})
    place = {name: at for at, name in enumerate(names)}
    number = np.array([*(place.get(name, 0) for name in words.names), 0], np.int32)
    return Words(number[words.codes], names)


def _in_order(names: set[str]) -> tuple[str, ...]:
    """Sort names, those of kinds before those of steps, and put the empty one first."""
    told = sorted(names - {NOTHING}, key=lambda name: (not name.startswith(OF_KIND), name))
    return (NOTHING, *told)


def _directions(zone: Zone, stays: Stays) -> Words:
    directions = {one.id: one.direction for one in zone.procedures}
    told = [directions.get(name, NOTHING) for name in stays.procedure.names]
    names = tuple(dict.fromkeys([*told, NOTHING]))
    number = np.array([*(names.index(one) for one in told), names.index(NOTHING)], np.int32)
    return Words(number[stays.procedure.codes], names)


def _follow(rows: Rows, words: Mapping[str, Words]) -> dict[str, Whole | Flags | Codes]:
    """Tell for each row what came before it."""
    activity = words["activity"].codes.astype(np.int64)
    agency = words["agency"].codes.astype(np.int64)
    begins = np.ones(len(activity), bool)
    begins[1:] = rows.visit[1:] != rows.visit[:-1]
    is_last = np.ones(len(activity), bool)
    is_last[:-1] = begins[1:]
    before, by, gap_us = (np.zeros(len(activity), np.int64) for _ in range(3))
    before[1:], by[1:], gap_us[1:] = activity[:-1], agency[:-1], np.diff(rows.at_us)
    for one in (before, by, gap_us):
        one[begins] = 0
    way = before * MOST_ACTIVITIES + activity
    first = np.maximum.accumulate(np.where(begins, np.arange(len(begins)), 0))
    return {
        "at_us": rows.at_us,
        "gap_us": gap_us,
        "bucket": np.minimum(gap_us // BUCKET_US, MOST_BUCKET),
        "link": pack(before, by, activity, agency),
        "nth": _count_up(rows.visit, activity),
        "pass": _count_up(rows.visit, way),
        "is_last": is_last,
        "ordinal": np.arange(len(begins)) - first + 1,
        "first_us": rows.at_us[first],
    }


def _count_up(visit: Whole, what: Whole) -> Whole:
    """Number the rows of a visit that say the same, from 1 on, in their order."""
    order = np.lexsort((what, visit))  # stable: what is alike stays in order
    same = np.zeros(len(order), bool)
    same[1:] = (visit[order][1:] == visit[order][:-1]) & (what[order][1:] == what[order][:-1])
    places = np.arange(len(order))
    number = np.empty(len(order), np.int64)
    number[order] = places - np.maximum.accumulate(np.where(same, 0, places)) + 1
    return number


def _tell_visits(stays: Stays, rows: Rows) -> dict[str, pa.Array | Whole]:
    declared_us = stays.declared_us[rows.visit]
    return {
        "visit": rows.visit,
        "subject": pc.take(stays.rows.subjects, pa.array(rows.visit)),
        "outcome": stays.outcome[rows.visit],
        "declared_us": pa.array(declared_us, mask=declared_us == UNKNOWN_US),
    }


def join_steps(parts: Sequence[Steps]) -> Steps:
    """Put the steps of several logs together; a visit is in one of them."""
    names: dict[str, tuple[str, ...]] = {}
    for column in WORDS:
        names[column] = _in_order({name for part in parts for name in part.names[column]})
    tables, visits = [], 0
    for part in parts:
        tables.append(rename(part, names, visits))
        visits += int(pc.max(part.table["visit"]).as_py() or 0) + 1 if len(part.table) else 0
    return Steps(pa.concat_tables([SCHEMA.empty_table(), *tables]), names)


def rename(part: Steps, names: Mapping[str, tuple[str, ...]], visits: int) -> pa.Table:
    """Give the table with the codes of other names, its visits numbered from `visits` on."""
    table, number = part.table, {}
    for column in WORDS:
        place = {name: at for at, name in enumerate(names[column])}
        number[column] = np.array([place[name] for name in part.names[column]], np.int64)
        codes = number[column][np.asarray(table[column])]
        table = table.set_column(
            SCHEMA.get_field_index(column), column, pa.array(codes, pa.int16())
        )
    link = np.asarray(table["link"])
    rest, agency = np.divmod(link, MOST_AGENCIES)
    rest, activity = np.divmod(rest, MOST_ACTIVITIES)
    before, by = np.divmod(rest, MOST_AGENCIES)
    told, agencies = number["activity"], number["agency"]
    packed = pack(told[before], agencies[by], told[activity], agencies[agency])
    table = table.set_column(SCHEMA.get_field_index("link"), "link", pa.array(packed))
    numbered = pc.add(table["visit"], pa.scalar(visits, pa.int32()))
    return table.set_column(SCHEMA.get_field_index("visit"), "visit", numbered)


def list_outcomes() -> tuple[str, ...]:
    """Name the codes of the column `outcome`."""
    return OUTCOMES
