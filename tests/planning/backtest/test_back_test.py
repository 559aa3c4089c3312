"""The twin that made a log tells its held-out days about as well as it says that it does."""

from datetime import date

import numpy as np
import pytest

from cuakhau.movement.log import EventLog
from cuakhau.planning.backtest import back_test
from cuakhau.planning.backtest.judging import judge, judge_total, nominal_of
from cuakhau.planning.calibrating.refusals import FitRefused
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder


@pytest.fixture(scope="module")
def ground():
    zone = find_zone("example")
    twin = load_twin(zone, files_of(get_folder("example")))
    made = run(build_network(zone, twin, first_day=date(2025, 6, 2), days=16), seed=5, log="full")
    return zone, twin, log_of(made, run_id="seen")


@pytest.fixture(scope="module")
def tested(ground):
    zone, twin, log = ground
    return back_test(zone, log, twin, held=2, seeds=range(1, 20))


def test_the_days_held_out_are_the_last_and_the_fit_saw_only_those_before(tested):
    assert [str(day) for day in tested.days] == ["2025-06-16", "2025-06-17"]
    assert tested.fit.days == 14


def test_the_band_covers_about_as_much_as_it_should(tested):
    judged = {one.name: one for one in tested.judged}
    assert {one.nominal for one in tested.judged} == {0.9}
    for name in ("in_zone", "yard/inner_yard", "wait/payment", "wait/health_check"):
        assert judged[name].coverage > 0.7, name
    assert np.mean([one.coverage for one in tested.judged]) > 0.85


def test_the_error_is_small_beside_what_was_seen(tested):
    in_zone = next(one for one in tested.judged if one.name == "in_zone")
    assert in_zone.seen > 10
    assert abs(in_zone.bias) <= in_zone.error < 0.5 * in_zone.seen
    assert len(in_zone.observed) == len(in_zone.middle) == 2 * 97


def test_waits_and_stays_of_a_day_are_mostly_held(tested):
    held = [one.is_held for one in tested.totals]
    assert len(held) == 10
    assert None not in held
    assert sum(held) >= 7


def test_another_twin_is_found_out(ground):
    zone, twin, log = ground
    subjects = log.table["subject"].to_pylist()
    happened = log.table["happened_us"].to_pylist()
    last_day_us = max(happened) - 86_400_000_000
    first: dict[str, int] = {}
    for name, at_us in zip(subjects, happened, strict=True):
        first.setdefault(name, at_us)
    here = [first[name] <= last_day_us or int(name[-1]) % 2 == 0 for name in subjects]
    thinned = EventLog(zone.name, log.table.filter(here))  # every second vehicle stays away
    told = back_test(zone, thinned, twin, held=1, seeds=range(1, 20))
    in_zone = next(one for one in told.judged if one.name == "in_zone")
    assert in_zone.coverage < 0.8
    assert in_zone.bias > 0


def test_a_log_too_short_to_hold_a_day_out_is_refused(ground):
    zone, twin, log = ground
    with pytest.raises(FitRefused) as refused:
        back_test(zone, log, twin, held=16)
    assert refused.value.rule == "P63"


def test_a_band_of_ranks_holds_what_it_says():
    assert nominal_of(39) == pytest.approx(0.9)
    assert nominal_of(19) == pytest.approx(0.9)
    simulated = np.tile(np.arange(39.0)[:, None], (1, 4))
    told = judge("x", np.array([1.0, 0.0, 37.0, 38.0]), simulated)
    assert (told.low[0], told.high[0]) == (1.0, 37.0)
    assert told.coverage == 0.5


def test_what_nobody_saw_is_judged_by_nobody():
    assert judge_total("wait.mean", 0, None, [1.0, 2.0]).is_held is None
    assert judge_total("wait.mean", 0, 1.0, [None, None]).is_held is None
