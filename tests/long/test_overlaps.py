"""Planted overlaps on twenty seeds that nobody looked at: two networks, two levels of noise."""

import pytest

from overlaps.judging import EACH, UNSEEN, Judged, judge
from overlaps.perturbing import Wrong


@pytest.mark.parametrize("name", ["example", "lang-son"])
@pytest.mark.parametrize("wrong", [Wrong(), EACH], ids=["five percent", "five percent each"])
def test_planted_overlaps_are_found_with_few_others(name, wrong):
    judged = sum((judge(name, seed, wrong) for seed in UNSEEN), Judged())
    assert judged.recall >= 0.95
    assert judged.precision >= 0.95
