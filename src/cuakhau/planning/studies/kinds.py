"""The kinds of studies: what each works out, and of what type its answer is.

What works them out takes half a second to load; pages that only look do without.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cuakhau.planning.studies.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`act` is that of the permission table which a study asks for; `page` shows its answer.

    `reads_log`: the answer hangs on the log too.
    """

    act: str
    page: str
    make: Callable[[Job], object]
    type_of_answer: Callable[[], Any]
    reads_log: bool = False


def _find_plans(job: Job) -> object:
    from cuakhau.planning.studies.searching import find_bought

    return find_bought(job)


def _bought() -> Any:
    from cuakhau.planning.studies.bought import Bought

    return Bought


def _measure_targets(job: Job) -> object:
    from cuakhau.planning.studies.calibrated import measure_targets

    return measure_targets(job)


def _targets() -> Any:
    from cuakhau.simulation.targets.measure import Met

    return tuple[Met, ...]


def _fit(job: Job) -> object:
    from cuakhau.planning.studies.calibrated import fit_log

    return fit_log(job)


def _fitted() -> Any:
    from cuakhau.planning.calibrating.fitted import Fit

    return Fit


def _hold_out(job: Job) -> object:
    from cuakhau.planning.studies.calibrated import hold_out

    return hold_out(job)


def _tested() -> Any:
    from cuakhau.planning.backtest import BackTest

    return BackTest


KINDS: dict[str, Kind] = {
    "budget": Kind(
        act="make_plans", page="planning:budget", make=_find_plans, type_of_answer=_bought
    ),
    "targets": Kind(
        act="see_plans", page="planning:calibration", make=_measure_targets, type_of_answer=_targets
    ),
    "fit": Kind(
        act="see_plans",
        page="planning:calibration",
        make=_fit,
        type_of_answer=_fitted,
        reads_log=True,
    ),
    "backtest": Kind(
        act="see_plans",
        page="planning:calibration",
        make=_hold_out,
        type_of_answer=_tested,
        reads_log=True,
    ),
}
