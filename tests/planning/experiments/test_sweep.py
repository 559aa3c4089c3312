"""A case is one value: pickled and run in another process, it gives the same answer."""

import pickle
import sys

import pytest

from cuakhau.planning.experiments import sweep
from cuakhau.planning.experiments.refusals import PlanRefused
from cuakhau.planning.experiments.sweep import Case
from planning.experiments.stand_in import network


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
