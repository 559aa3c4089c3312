"""Comparisons on common luck: pairs cancel what the luck did."""

from dataclasses import replace

import pytest

from cuakhau.planning.experiments.comparing import NotPaired, compare
from cuakhau.planning.experiments.running import (
    Wanted,
    Way,
    play,
    replicate,
    replicate_until,
    run_all,
)
from cuakhau.simulation.network import encode
from cuakhau.simulation.network.types import Flow, Node, Trace
from planning.experiments.stand_in import network, ready

WAY = Way(ready=ready)


def test_pairs_are_as_sure_as_the_luck_is_common():
    runs = run_all({"today": network(2), "one more": network(3)}, seeds=range(10), way=WAY)
    rows = {(row.scenario, row.group, row.measure): row for row in compare(runs)}
    more = rows["one more", "all", "wait.mean"]
    assert more.difference.mean == pytest.approx(7200 / 3 - 3600)
    assert more.difference.half_width == pytest.approx(0, abs=1e-6)
    assert more.value.half_width > 100
    assert rows["today", "all", "wait.mean"].difference is None
    assert rows["one more", "yard/yard", "peak"].difference.mean == 0


def test_scenarios_on_other_seeds_are_not_compared():
    a, b = replicate(network(), seeds=[1, 2], way=WAY), replicate(network(), seeds=[2, 3], way=WAY)
    with pytest.raises(NotPaired):
        compare({"a": a, "b": b})


def test_all_who_came_wait_in_the_goal():
    (measured,) = replicate(network(2), seeds=[1], way=WAY)
    assert measured.wait_each_s == pytest.approx(measured.whole.wait.mean)


def test_a_run_goes_on_until_it_is_sure():
    wanted = Wanted(half_width=0.03, least=5, most=500)
    runs = replicate_until(network(1), wanted, seeds=range(1000), way=WAY)
    assert 5 < len(runs) < 500
    assert [one.seed for one in runs] == list(range(len(runs)))
    few = replicate_until(network(1), Wanted(half_width=0.9, least=5), seeds=range(9), way=WAY)
    assert len(few) == 5


def test_a_run_that_never_gets_sure_ends_at_the_most():
    wanted = Wanted(half_width=1e-9, least=3, most=8)
    assert len(replicate_until(network(), wanted, seeds=range(100), way=WAY)) == 8


def test_a_network_is_encoded_once_for_all_its_replications(monkeypatch):
    encoded = []
    real = encode.encode
    monkeypatch.setattr(encode, "encode", lambda asked: encoded.append(asked) or real(asked))
    end = Flow(
        id="out", arrivals=Trace(at_us=(5, 9)), nodes=(Node(id="end", op="end"),), first="end"
    )
    asked = {"two": replace(network(2), flows=(end,)), "three": replace(network(3), flows=(end,))}
    runs = run_all(asked, seeds=range(4), way=Way(threads=1))
    assert encoded == list(asked.values())
    assert {one: [play(asked[one], seed) for seed in range(4)] for one in asked} == {
        one: list(measured) for one, measured in runs.items()
    }
