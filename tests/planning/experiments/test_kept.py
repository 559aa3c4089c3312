"""Kept results: the same question is not run twice, another one never gets its answer."""

import os
from dataclasses import replace

from cuakhau.planning.experiments.kept import Shelf, key_of
from cuakhau.planning.experiments.running import Way, replicate
from planning.experiments.stand_in import network, ready


class Counting:
    def __init__(self):
        self.runs = 0

    def __call__(self, network):
        return lambda seed: self.play(network, seed)

    def play(self, network, seed):
        self.runs += 1
        return ready(network)(seed)


def run(folder, asked, seeds=(1, 2), **more):
    counting = Counting()
    way = Way(shelf=Shelf(folder, **more), ready=counting, threads=1)
    return replicate(asked, seeds=seeds, way=way), counting.runs


def test_a_result_is_kept_and_equal(tmp_path):
    first, runs = run(tmp_path, network())
    assert runs == 2
    assert run(tmp_path, network()) == (first, 0)


def test_another_network_or_seed_is_another_result(tmp_path):
    run(tmp_path, network())
    assert run(tmp_path, network(3))[1] == 2
    assert run(tmp_path, network(), seeds=(2, 3))[1] == 1
    assert key_of(network(), 1) != key_of(replace(network(), length_us=1), 1)


def test_a_broken_file_is_made_anew(tmp_path):
    first, _ = run(tmp_path, network())
    for path in tmp_path.glob("??/*.json"):
        path.write_bytes(path.read_bytes()[:-40])
    assert run(tmp_path, network()) == (first, 2)
    assert run(tmp_path, network()) == (first, 0)


def test_what_was_used_longest_ago_goes_first(tmp_path):
    run(tmp_path, network(), seeds=(1,))
    (size,) = [path.stat().st_size for path in tmp_path.glob("??/*.json")]
    room = size * 4 + 40
    for seed in (2, 3, 4):
        run(tmp_path, network(), seeds=(seed,), most_bytes=room)
    for age, seed in enumerate((3, 2, 1, 4)):
        path = tmp_path / key_of(network(), seed)[:2] / f"{key_of(network(), seed)}.json"
        os.utime(path, (age, age))
    run(tmp_path, network(), seeds=(5,), most_bytes=room)
    kept = {path.stem for path in tmp_path.glob("??/*.json")}
    assert key_of(network(), 3) not in kept
    assert {key_of(network(), 4), key_of(network(), 5)} <= kept
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= room


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run(blocked, network())[1] == 2
