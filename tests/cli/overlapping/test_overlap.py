"""`cuakhau overlap`: findings of a log, for people and as JSON."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    zone = find_zone("example")
    twin = load_twin(zone, files_of(get_folder("example")))
    network = build_network(zone, twin, first_day=date(2025, 6, 2), days=1)
    path = tmp_path_factory.mktemp("overlap") / "june.parquet"
    log_of(run(network, seed=2, log="full"), run_id="june").write(path)
    return path


def ask(*words):
    return CliRunner().invoke(main, ["overlap", *map(str, words)])


def test_findings_are_told_with_their_keys_intervals_and_vehicles(file):
    answer = ask(file, "--zone", "example", "--json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    first = told["findings"][0]
    kind, agencies, *_ = first["key"].split("|")
    assert (kind, agencies.split("+")) == (first["kind"], first["agencies"])
    assert len(first["visits"]) == first["hits"]
    assert first["share"]["low"] <= first["share"]["value"] <= first["share"]["high"]
    people = ask(file, "--zone", "example", "--lang", "en", "--top", 2)
    assert "298 vehicles" in people.output
    assert "do not add up" in people.output


def test_a_log_of_another_zone_is_refused(file):
    answer = ask(file, "--zone", "lang-son", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.output)["refused"]["rule"] == "P62"


def test_the_remedies_of_a_finding_are_run_beside_today(file, tmp_path, monkeypatch):
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))
    words = (file, "--zone", "example", "--price", 1, "--days", 1, "--reps", 2, "--json")
    told = json.loads(ask(*words, "--day", "2025-06-02").stdout)
    assert len(told["findings"]) == 1
    _, remedy, *_ = told["remedies"]
    gained = told["remedies"][remedy]["wait.mean"]["difference"]
    assert gained["low"] <= gained["mean"] <= gained["high"]
    assert ask(file, "--zone", "example", "--price", 0).exit_code == 2
