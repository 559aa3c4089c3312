"""How much of the time with an agency may have been service, where nobody said when it began.

An estimate, marked as one: the median of the services of that step and agency whose start is
known, where there are `LEAST_KNOWN`; else the tenth of the shortest times with that agency at that
step (a vehicle that found nobody before it is nearly only served); else unknown. It is never more
than the visit's own time, and taken from its end.
"""

import numpy as np
import pyarrow as pa

from cuakhau.statistics.clock import causes
from cuakhau.statistics.stays.rows import UNKNOWN_US, Rows, Whole
from cuakhau.statistics.stays.services import Services

LEAST_KNOWN = 20
TENTH = 10


def estimate_served(table: pa.Table, found: Whole, services: Services, rows: Rows) -> pa.Table:
    """Fill `served_estimate_us` of the rows `with`; `found` are the kernel's rows."""
    place = np.flatnonzero(found[:, 1] == causes.WITH)
    if not len(place):
        return table
    visit, who, step, since, micros = (found[place, column] for column in (0, 2, 3, 4, 6))
    order = np.lexsort((-since, step, who, visit))
    keys = np.stack([visit, who, step], axis=1)[order]
    new = np.ones(len(order), bool)
    new[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    group = np.cumsum(new) - 1
    total = np.bincount(group, weights=micros[order]).astype(np.int64)
    usual = _usual(keys[new], total, services, rows)
    run = np.cumsum(micros[order])
    begins = (run - micros[order])[new]
    before = run - micros[order] - begins[group]
    served = np.clip(np.where(usual == UNKNOWN_US, 0, usual)[group] - before, 0, micros[order])
    answer = np.zeros(len(found), np.int64)
    known = np.zeros(len(found), bool)
    answer[place[order]] = served
    known[place[order]] = (usual != UNKNOWN_US)[group]
    column = table.schema.get_field_index("served_estimate_us")
    return table.set_column(column, "served_estimate_us", pa.array(answer, mask=~known))


def _usual(keys: Whole, total: Whole, services: Services, rows: Rows) -> Whole:
    """Give how long a service of each group's step usually lasts at its agency."""
    usual = np.full(len(keys), UNKNOWN_US)
    names = services.step.codes
    for step in np.unique(keys[:, 2]).tolist():
        here = keys[:, 2] == step
        lasted = services.lasted_us[names == step] if step >= 0 else services.lasted_us[:0]
        if len(lasted) >= LEAST_KNOWN:
            usual[here] = int(np.median(lasted))
            continue
        for who in np.unique(keys[here, 1]).tolist():
            these = here & (keys[:, 1] == who)
            if these.sum() >= LEAST_KNOWN:
                usual[these] = int(
                    np.partition(total[these], these.sum() // TENTH)[these.sum() // TENTH]
                )
    return usual
