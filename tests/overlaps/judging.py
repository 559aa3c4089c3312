"""How well planted overlaps are found in logs that are a little wrong, over many seeds."""

from dataclasses import dataclass
from datetime import date

from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.statistics.overlap import find_overlaps
from cuakhau.statistics.overlap.noise import LEAST
from cuakhau.zone.load import files_of, find_zone, get_folder
from overlaps.perturbing import Wrong, perturb
from overlaps.planting import plant
from overlaps.slowly import find_slowly

DAYS = {"example": (date(2025, 6, 2), 2), "lang-son": (date(2024, 8, 22), 1)}
UNSEEN = range(2001, 2021)  # nobody looked at these while the finder was written
EACH = Wrong(dropped=0.05, repeated=0.05, moved=0.05)


@dataclass(frozen=True)
class Judged:
    """Sums over seeds. A finding is an agency pair, what, and where; it is right where its pattern
    is in the log before it was made wrong, in `LEAST` vehicles. Vehicles are counted for what was
    planted (recall) and for all that was found (precision).
    """

    planted: int = 0
    recovered: int = 0
    found: int = 0
    right: int = 0
    vehicles: int = 0
    vehicles_recovered: int = 0
    vehicles_found: int = 0
    vehicles_right: int = 0

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(*(getattr(self, n) + getattr(other, n) for n in self.__dataclass_fields__))

    @property
    def recall(self) -> float:
        return self.recovered / self.planted

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def vehicle_recall(self) -> float:
        return self.vehicles_recovered / self.vehicles

    @property
    def vehicle_precision(self) -> float:
        return self.vehicles_right / self.vehicles_found


def simulate(name: str, seed: int):
    """Simulate a network for as many days as one log has."""
    zone = find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    first_day, days = DAYS[name]
    network = build_network(zone, twin, first_day=first_day, days=days)
    return zone, log_of(run(network, seed=seed, log="full"), run_id="judged")


def judge(name: str, seed: int, wrong: Wrong) -> Judged:
    """Plant, make wrong, find, and compare with what was there."""
    zone, log = simulate(name, seed)
    planted = plant(zone, log, seed)
    truth = find_slowly(planted.zone, planted.log)
    findings = find_overlaps(planted.zone, perturb(planted.log, seed + 1, wrong)).findings
    found = {one.key: set(one.visits) for one in findings}
    none: set[str] = set()
    return Judged(
        planted=len(planted.visits),
        recovered=len(set(planted.visits) & set(found)),
        found=len(found),
        right=sum(len(truth.get(key, none)) >= LEAST for key in found),
        vehicles=sum(map(len, planted.visits.values())),
        vehicles_recovered=sum(
            len(found.get(key, none) & visits) for key, visits in planted.visits.items()
        ),
        vehicles_found=sum(map(len, found.values())),
        vehicles_right=sum(len(visits & truth.get(key, none)) for key, visits in found.items()),
    )
