"""Intervals against what NumPy and SciPy say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cuakhau.planning.experiments.interval import interval_of, paired

values = st.floats(-1e6, 1e6, allow_subnormal=False)


@given(st.lists(values, min_size=2, max_size=40), st.sampled_from([0.8, 0.95, 0.99]))
def test_an_interval_is_that_of_student(sample, confidence):
    found = interval_of(sample, confidence=confidence)
    scale = np.std(sample, ddof=1) / np.sqrt(len(sample))
    half = stats.t.ppf((1 + confidence) / 2, len(sample) - 1) * scale
    assert found.mean == pytest.approx(np.mean(sample), abs=1e-6)
    assert found.half_width == pytest.approx(half, rel=1e-6, abs=1e-6)
    assert found.n == len(sample)


@pytest.mark.filterwarnings("ignore:Precision loss")
@given(st.lists(st.tuples(values, values), min_size=2, max_size=40))
def test_pairs_are_compared_by_their_differences(pairs):
    base, other = zip(*pairs, strict=True)
    found = paired(base, other)
    wanted = stats.ttest_rel(other, base).confidence_interval(0.95)
    if np.isfinite(wanted.low):
        assert found.low == pytest.approx(wanted.low, rel=1e-6, abs=1e-4)
        assert found.high == pytest.approx(wanted.high, rel=1e-6, abs=1e-4)


def test_what_is_unknown_is_left_out_with_its_partner():
    assert paired([1.0, None, 3.0], [2.0, 9.0, 5.0]).mean == 1.5
    assert paired([None], [1.0]).mean is None


def test_one_value_has_no_interval_and_no_sign():
    assert interval_of([4.0]).half_width is None
    assert not interval_of([4.0]).is_clear
    assert interval_of([4.0, 4.1, 4.05]).is_clear
