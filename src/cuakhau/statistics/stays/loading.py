"""Goods that pass from vehicle to vehicle: one service that takes the time of both.

Officers note when it began and ended for one of the two, mostly the giving one; the other has a
tick at most. So a tick without a start borrows the service of the linked partner: its start (never
before its own vehicle had come and stood in the yard), its end where the tick came later, and the
agency that served.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Rows, Whole

NEVER_US = np.iinfo(np.int64).max
TRANSLOAD = "transload"  # an id that all zones share


@dataclass(frozen=True, slots=True)
class Links:
    """Who is linked with whom, each pair once; `other` is -1 for a visit that the log lacks."""

    visit: Whole
    other: Whole
    at_us: Whole


@dataclass(frozen=True, slots=True)
class Loadings:
    """Rows (places) that borrow a service: when it began, when it was over, and whose it was."""

    row: Whole
    started_us: Whole
    ended_us: Whole
    agency: Whole  # a code of the rows' agencies


def list_links(rows: Rows) -> Links:
    """List the links that were not undone."""
    said = np.flatnonzero(rows.kind.are("linked", "unlinked"))
    names = pa.array([*rows.other.names, None], pa.string())
    place = np.asarray(pc.fill_null(pc.index_in(names, value_set=rows.subjects), -1))
    visit, other = rows.visit[said], place[rows.other.codes[said]].astype(np.int64)
    is_link = rows.kind.are("linked")[said]
    # Rows of a visit stand in their order: a link stands unless the last word undoes it.
    _, last = np.unique((visit * (rows.visits + 1) + other)[::-1], return_index=True)
    stands = np.zeros(len(said), bool)
    stands[len(said) - 1 - last] = True
    stands &= is_link
    return Links(visit[stands], other[stands], rows.at_us[said][stands])


def find_linked(links: Links, visits: int) -> Whole:
    """Give when each visit, or its partner, was said to be linked; `UNKNOWN_US` where never."""
    found = np.full(visits, NEVER_US)
    known = links.other >= 0
    np.minimum.at(found, links.visit, links.at_us)
    np.minimum.at(found, links.other[known], links.at_us[known])
    return np.where(found == NEVER_US, UNKNOWN_US, found)


def borrow_services(rows: Rows, there_us: Whole, links: Links) -> Loadings:
    """Find the ticks of a transloading that have no start, and whose partner's has one.

    `there_us` says from when each visit can be loaded: it has come, and stands in the yard.
    """
    given = rows.kind.are("confirmed") & rows.step.are(TRANSLOAD)
    timed = np.flatnonzero(
        given & (rows.started_us != UNKNOWN_US) & (rows.started_us <= rows.at_us)
    )
    lacking = np.flatnonzero(given & (rows.started_us == UNKNOWN_US))
    started, ended = np.full(rows.visits, NEVER_US), np.full(rows.visits, UNKNOWN_US)
    agency = np.full(rows.visits, NO_WORD, np.int64)
    np.minimum.at(started, rows.visit[timed], rows.started_us[timed])
    np.maximum.at(ended, rows.visit[timed], rows.at_us[timed])
    agency[rows.visit[timed]] = rows.agency.codes[timed]
    known = links.other >= 0
    one = np.concatenate([links.visit[known], links.other[known]])
    partner = np.concatenate([links.other[known], links.visit[known]])
    since, until = np.full(rows.visits, NEVER_US), np.full(rows.visits, UNKNOWN_US)
    whose = np.full(rows.visits, NO_WORD, np.int64)
    np.minimum.at(since, one, started[partner])
    np.maximum.at(until, one, ended[partner])
    has = agency[partner] != NO_WORD
    whose[one[has]] = agency[partner][has]
    since = np.maximum(since, there_us)
    visit = rows.visit[lacking]
    fits = since[visit] <= np.minimum(until[visit], rows.at_us[lacking])
    row, visit = lacking[fits], visit[fits]
    return Loadings(row, since[visit], np.minimum(until[visit], rows.at_us[row]), whose[visit])
