"""A case is one value: pickled and run in another process, it gives the same answer."""

import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from cuakhau.planning.experiments import sweep
from cuakhau.planning.experiments.refusals import PlanRefused
from cuakhau.planning.experiments.sweep import Case
from planning.experiments.stand_in import network
from planning.search.networks import side_by_side


def test_a_case_comes_back_from_a_pickle_as_it_was():
    case = Case("a", network(3), 5)
    assert pickle.loads(pickle.dumps(case)) == case


def test_without_ray_the_reader_learns_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(PlanRefused) as refused:
        sweep.sweep_on_ray([Case("a", network(), 1)])
    assert refused.value.rule == "P43"
    for language in ("vi", "en", "zh"):
        assert "cuakhau[ray]" in refused.value.cure(language)


def test_another_process_gives_the_same_result():
    cases = [Case("a", side_by_side(), seed) for seed in (3, 4)]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert tuple(pool.map(sweep.run_case, cases)) == sweep.sweep(cases)
