"""What a run is made of and what is kept of it: rows digested, one day packed, results as JSON."""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from cuakhau.figures.figure import digest_log
from cuakhau.journal import versions
from cuakhau.planning.experiments.kept import network_digest
from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.experiments.running import Play, make_ready
from cuakhau.planning.models import Run
from cuakhau.planning.refusals import p99_yesterdays_files_are_kept, refuse
from cuakhau.planning.runs.frames import build_frames
from cuakhau.planning.runs.now import read_log
from cuakhau.planning.search.duty import find_duty_cost
from cuakhau.planning.search.prices import prices_of
from cuakhau.planning.twins import Question, build, patch
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import NotInZone

PACKED_HOW_WELL = 6


def question_of(run: Run) -> Question:
    """Give what a run asks."""
    return Question(scenario=run.scenario, first_day=run.first_day, days=run.days, name=run.name)


@dataclass(frozen=True, slots=True)
class Built:
    """What a run runs; what of the live zone was left out, by key of `from_now`; what a day costs.

    The cost is of who is on duty, by the prices of the run's own zone; unknown where a price is.
    """

    network: Network
    notes: dict[str, int]
    cost_vnd: int | None

    def priced(self, measured: Iterable[Measured]) -> tuple[Measured, ...]:
        """Put the cost to what was measured."""
        return tuple(msgspec.structs.replace(one, cost_vnd=self.cost_vnd) for one in measured)


def build_again(run: Run) -> Built:
    """Build what a run runs from the version of the zone that it was asked of.

    Raises P99 where that is no longer kept.
    """
    try:
        zone = versions.get_version(run.zone, run.zone_version)
        files = versions.get_files(run.zone, run.zone_version)
    except NotInZone as lost:
        raise refuse(p99_yesterdays_files_are_kept, version=run.zone_version[:12]) from lost
    twin, question = load_twin(zone, files), question_of(run)
    prices = prices_of(twin.prices)
    if run.base != "now":
        network = build(zone, twin, question)
        return Built(network, {}, find_duty_cost(network, prices))
    from cuakhau.planning.from_now import network_now

    at_us = int(run.at.timestamp() * 1_000_000)
    log = read_log(zone, run.log, at_us)
    now = network_now(*patch(zone, twin, question), log, at_us, hours=24 * run.days)
    return Built(now.network, dict(now.notes), find_duty_cost(now.network, prices))


@dataclass(frozen=True, slots=True)
class First:
    """The first replication: what it measured, the digest of its rows, and its last day packed.

    `stops` are when and why something stood still in it, as `movement.place.stops` writes them.
    The last day: what a scenario changes has had its effect by then.
    """

    measured: Measured
    rows: str
    packed: bytes
    stops: list[dict[str, Any]]


def make_first(run: Run, network: Network) -> First:
    """Run the first replication with its log."""
    from cuakhau.planning.experiments.measuring import measure
    from cuakhau.simulation.decode import log_of, subject_names
    from cuakhau.simulation.run import run as simulate
    from cuakhau.simulation.stops import stops_of

    made = simulate(network, seed=run.seed, log="full")
    # The same network gives the same rows, whichever run asked for them.
    log = log_of(made, run_id=f"plan-{network_digest(network)[:12]}")
    stops = stops_of(made).to_pylist()
    frames = build_frames(made, log, subject_names(made), day=run.days - 1, stops=stops)
    packed = gzip.compress(msgspec.json.encode(frames), PACKED_HOW_WELL, mtime=0)
    return First(measure(made), digest_log(log), packed, stops)


def make_ready_for(run: Run, network: Network, keep: Callable[[First], None]) -> Play:
    """Make a run's network ready; its first replication is made with its log, and handed over."""
    others = make_ready(network)

    def play(seed: int) -> Measured:
        if seed != run.seed:
            return others(seed)
        first = make_first(run, network)
        keep(first)
        return first.measured

    return play


def pack(measured: tuple[Measured, ...]) -> list[dict[str, Any]]:
    """Write what was measured as plain values."""
    rows: list[dict[str, Any]] = msgspec.to_builtins(measured)
    return rows


def unpack(run: Run) -> tuple[Measured, ...]:
    """Read what was measured."""
    return msgspec.convert(run.results or [], type=tuple[Measured, ...])


def unpack_trouble(trouble: Exception) -> dict[str, Any]:
    """Write down why a run broke off: a refusal in all languages, or the kind of the error."""
    if isinstance(trouble, Refusal):
        said = {code: [trouble.reason(code), trouble.cure(code)] for code in LANGUAGES}
        return {"rule": trouble.rule, "said": said}
    return {"rule": "", "said": {}, "kind": type(trouble).__name__}
