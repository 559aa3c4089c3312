"""What was declared of each visit: when, its words, and where it is bound for."""

import numpy as np

from cuakhau.movement.times import local_day
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Rows, Whole, Words
from cuakhau.zone.zone import Zone


def find_first(declaring: Rows, visits: int) -> Whole:
    """Give when each visit was first declared."""
    found = np.full(visits, UNKNOWN_US)
    found[declaring.visit[::-1]] = declaring.at_us[::-1]
    return found


def find_last(declaring: Rows, words: Words, visits: int) -> Words:
    """Give the last word that declarations said; what an amendment leaves out stays as it was."""
    said = words.codes != NO_WORD
    found = np.full(visits, NO_WORD, np.int32)
    found[declaring.visit[said]] = words.codes[said]
    return Words(found, words.names)


def find_bound(rows: Rows, declaring: Rows) -> Words:
    """Give the place that each visit was declared for, or sent to since."""
    found = find_last(declaring, declaring.place, rows.visits)
    sent = rows.where(rows.kind.are("rerouted") & (rows.place.codes != NO_WORD))
    names = np.array([name or "" for name in rows.place.names])
    order = np.lexsort((names[sent.place.codes], sent.at_us, sent.visit))
    found.codes[sent.visit[order]] = sent.place.codes[order]
    return found


def find_gate(zone: Zone, rows: Rows, place: Words) -> Words:
    """Name the line of the bulletin that counts a place, on the last day of the log.

    The same as the twin's: a road under another gate's name is counted where people look for it.
    """
    dated = zone.at(local_day(zone, int(rows.at_us.max()))) if len(rows.at_us) else zone
    gates = [dated.find_bulletin_line(name) or name for name in place.names]
    names = tuple(dict.fromkeys(gates))
    number = np.array([*(names.index(gate) for gate in gates), NO_WORD], np.int32)
    return Words(number[place.codes], names)
