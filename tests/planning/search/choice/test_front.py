"""The front and the three plans that get names."""

from hypothesis import given
from hypothesis import strategies as st

from cuakhau.planning.search.choice.front import Point, choose_options, non_dominated

points = st.lists(
    st.builds(
        Point,
        plan=st.tuples(st.integers(0, 99)),
        cost_vnd=st.integers(-50, 50),
        wait_s=st.integers(0, 50).map(float),
    ),
    min_size=1,
    max_size=60,
)


def beats(a, b):
    no_worse = a.cost_vnd <= b.cost_vnd and a.wait_s <= b.wait_s
    return no_worse and (a.cost_vnd, a.wait_s) != (b.cost_vnd, b.wait_s)


@given(points)
def test_nobody_on_the_front_is_beaten_and_all_others_are(found):
    front = non_dominated(found)
    assert not any(beats(a, b) for a in found for b in front)
    values = {(one.cost_vnd, one.wait_s) for one in front}
    for one in found:
        assert (one.cost_vnd, one.wait_s) in values or any(beats(b, one) for b in front)


@given(points)
def test_options_go_from_cheap_to_fast(found):
    front = non_dominated(found)
    options = choose_options(front, today_wait_s=60.0)
    assert options.cheap.cost_vnd <= options.balanced.cost_vnd <= options.fast.cost_vnd
    assert options.cheap.wait_s >= options.balanced.wait_s >= options.fast.wait_s
    assert options.fast.wait_s == min(one.wait_s for one in found)


def test_balanced_is_where_money_begins_to_buy_less():
    front = [Point((n,), cost, wait) for n, (cost, wait) in enumerate(
        [(0, 100.0), (10, 79.0), (20, 40.0), (30, 36.0), (40, 33.0)]
    )]  # fmt: skip
    options = choose_options(front, today_wait_s=100.0)
    assert [o.cost_vnd for o in (options.cheap, options.balanced, options.fast)] == [20, 20, 40]
