"""Kim & Nelson's promise, on problems whose answer is known."""

import numpy as np
import pytest

from cuakhau.planning.search.choice.choosing import choose_best, runs_at_most

PROBLEMS = 400


def problem(means, seed, *, common):
    """Normal values with a part of the luck in common."""
    luck = np.random.default_rng(seed)
    own = luck.normal(size=(len(means), 400))
    shared = luck.normal(size=400)
    table = np.array(means)[:, None] + common**0.5 * shared + (1 - common) ** 0.5 * own
    return lambda places, runs: [[float(table[p, r]) for r in runs] for p in places]


@pytest.mark.parametrize("common", [0.0, 0.8])
def test_the_best_is_chosen_as_often_as_promised(common):
    """In the hardest case all others are worse by just the indifference."""
    means = [0.5] * 4 + [0.0]
    right = sum(
        choose_best(problem(means, n, common=common), 5, indifference=0.5, most=400).best == 4
        for n in range(PROBLEMS)
    )
    # 99.9 % of samples of a true 95 % have at least 366 of 400.
    assert right >= 366


def test_a_clear_best_needs_the_first_runs_only():
    chosen = choose_best(problem([9.0, 0.0, 8.0], 1, common=0.5), 3, indifference=0.5)
    assert (chosen.best, chosen.left, chosen.is_sure) == (1, (1,), True)
    assert [len(row) for row in chosen.samples] == [10, 10, 10]


def test_common_luck_makes_it_quicker():
    def runs(common):
        made = problem([0.3, 0.0], 5, common=common)
        return len(choose_best(made, 2, indifference=0.2, most=400).samples[1])

    assert runs(0.95) < runs(0.0)


def test_when_the_runs_are_used_up_it_says_so():
    chosen = choose_best(problem([0.0, 0.0], 3, common=0.0), 2, indifference=1e-3, most=20)
    assert not chosen.is_sure
    assert len(chosen.left) == 2
    assert len(chosen.samples[0]) == 20


def test_equal_plans_end_all_the_same():
    chosen = choose_best(lambda p, r: [[1.0] * len(r) for _ in p], 3, indifference=0.1)
    assert chosen.best == 0


def test_the_end_is_known_before():
    assert runs_at_most(1.0, 0.5, 5) > runs_at_most(0.2, 0.5, 5)
