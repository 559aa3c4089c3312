"""A quick answer while somebody drags a slider: few replications, made at once, beside today's."""

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from cuakhau.figures import DataVersion, Figure
from cuakhau.figures.figure import Parameter
from cuakhau.figures.plans.runs import CHANGE, take
from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.experiments.running import replicate
from cuakhau.planning.runs.values import changes_of, values_of
from cuakhau.planning.twins import Question, build, get_twin
from cuakhau.zone.zone import Zone

REPS, FIRST_SEED, MOST_DAYS = 3, 1, 3
TRIAL, TODAY = "trial", "today"
MARK = f"{TRIAL}:"
DIGEST_SIGNS = 16


class Quick:
    """A scenario beside the zone as it is, on the same luck."""

    def __init__(self, zone: Zone, question: Question) -> None:
        """Run both. Raises `ScenarioMistakes`, `TwinMistakes`, `NotInZone`."""
        self.zone = zone
        self.question = replace(question, days=min(question.days, MOST_DAYS), name="")
        self.measured = _try(zone, self.question)
        self.base = _try(zone, replace(self.question, scenario=""))
        self.values = values_of(self.measured)
        self.changes = changes_of(self.base, self.measured)

    @property
    def is_changed(self) -> bool:
        """Tell whether anything is changed."""
        return bool(self.question.scenario.strip())

    def take(self, measure: str, **about: Parameter) -> Figure:
        """Give a figure of the scenario; its question is kept (`trials`), so it can be opened."""
        name = f"run.{measure}"
        return take(self.values, name, version=self._version(), as_of_us=0, run=TRIAL, **about)

    def take_change(self, measure: str, **about: Parameter) -> Figure:
        """Give by how much it differs from the zone as it is."""
        name = f"{CHANGE}{measure}"
        return take(
            self.changes,
            name,
            version=self._version(),
            as_of_us=0,
            run=TRIAL,
            base=TODAY,
            **about,
        )

    @property
    def digest(self) -> str:
        """Digest what was asked, and of which version of the zone."""
        asked = f"{self.zone.version} {self.question}"
        return sha256(asked.encode()).hexdigest()[:DIGEST_SIGNS]

    def _version(self) -> DataVersion:
        return DataVersion(
            zone=self.zone.name, zone_version=self.zone.version, log=f"{MARK}{self.digest}"
        )


@lru_cache(maxsize=128)
def _try(zone: Zone, question: Question) -> tuple[Measured, ...]:
    network = build(zone, get_twin(zone), question)
    return replicate(network, seeds=range(FIRST_SEED, FIRST_SEED + REPS))
