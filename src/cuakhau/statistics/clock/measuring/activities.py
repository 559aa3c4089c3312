"""The time at the crossing by the activities of CAREC's corridor measurement (CPMM).

The list and its names: https://cpmm.carecprogram.org/about/border-crossing-activities/. Those that
no agency of a gate has (visa, traffic police, weighing, registration, repair, escort, toll) are
left out. `cpmm_agencies.csv` says whose minutes are which activity; what waits for somebody is
waiting or queue, and what the list does not know is `other`.
"""

import csv
from functools import cache
from importlib import resources

import numpy as np
import pyarrow as pa

from cuakhau.statistics.clock.causes import Spent

WAITING, OTHER = "waiting", "other"
ACTIVITIES = (
    "border_security", "customs", "health", "phytosanitary", "veterinary", "transport_inspection",
    "loading", WAITING, OTHER,
)  # fmt: skip
SERVING = ("served", "with")
QUEUES = ("waiting", "partner", "payment", "closed")


@cache
def _agencies() -> dict[str, str]:
    folder = resources.files("cuakhau.statistics.clock.measuring")
    text = folder.joinpath("cpmm_agencies.csv").read_text("utf-8")
    return {row["agency"]: row["activity"] for row in csv.DictReader(text.splitlines())}


def activity_of(cause: str, agency: str | None) -> str:
    """Name the activity of a cause; time with an agency, not separated, counts as its own."""
    if cause in SERVING:
        return _agencies().get(agency or "", OTHER)
    return WAITING if cause in QUEUES else OTHER


def by_activity(spent: Spent) -> Spent:
    """Give the same time with activities in place of causes, and no agency."""
    table = spent.table
    cause, agency = (
        table[name].cast(pa.string()).combine_chunks().dictionary_encode()
        for name in ("cause", "agency")
    )
    words = [*agency.dictionary.to_pylist(), None]  # no agency has the code -1
    number = np.array(
        [
            [ACTIVITIES.index(activity_of(one, who)) for who in words]
            for one in cause.dictionary.to_pylist()
        ],
        np.int32,
    ).reshape(-1, len(words))
    who = np.asarray(agency.indices.fill_null(-1))
    codes = number[np.asarray(cause.indices), who] if len(table) else np.zeros(0, np.int32)
    told = pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(ACTIVITIES))
    nobody = pa.nulls(len(table), pa.string())
    columns = {"visit": table["visit"], "cause": told, "agency": nobody, "micros": table["micros"]}
    return Spent(spent.visits, pa.table(columns))
