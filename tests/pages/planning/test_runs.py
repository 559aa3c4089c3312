"""Runs: asked for, made, shown, proved, stopped, started again."""

import re
from collections import Counter

from cuakhau.planning import turns
from cuakhau.planning.models import Run
from cuakhau.planning.runs import runner
from cuakhau.planning.runs.making import build_again
from cuakhau.simulation import run as simulation


def test_a_run_is_made_and_its_page_tells_what_came_of_it(twin_gate, done):
    run = done(name="As it is")
    board = twin_gate.sign_in("board")
    assert board.get(f"plan/runs/{run.pk}/").status_code == 200
    yard = twin_gate.zone.name_of("inner_yard", "en")
    for word in ("As it is", "Mean wait", "The whole zone", yard, "Officers and lanes on duty"):
        assert word in board.page
    assert run.rows[:20] in board.page


def test_the_same_rows_come_again(twin_gate, done):
    run = done()
    board = twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/")
    board.post(f"plan/runs/{run.pk}/prove", nonce=board.field("nonce"))
    board.get(f"plan/runs/{run.pk}/")
    assert "Made again: the same rows" in board.page


def test_each_replication_is_simulated_once(ask, twin_gate, monkeypatch):
    seeds, real = Counter(), simulation.run_encoded

    def counting(*arguments, seed, **more):
        seeds[seed] += 1
        return real(*arguments, seed=seed, **more)

    run = ask(reps=3)
    monkeypatch.setattr(simulation, "run_encoded", counting)
    runner.make_waiting(lambda: twin_gate.wall)
    run.refresh_from_db()
    assert {seed: seeds[seed] for seed in run.seeds} == dict.fromkeys(run.seeds, 1)
    assert (run.status, len(run.results)) == ("done", 3)
    assert run.rows


def test_other_rows_are_told(twin_gate, done):
    run = done()
    Run.objects.filter(pk=run.pk).update(rows="sha256:0")
    board = twin_gate.sign_in("board")
    board.post(f"plan/runs/{run.pk}/prove", nonce="n")
    board.get(f"plan/runs/{run.pk}/")
    assert "Made again: other rows" in board.page


def test_a_run_that_is_asked_for_again_has_the_same_rows(twin_gate, done):
    run = done()
    board = twin_gate.sign_in("board")
    board.post(f"plan/runs/{run.pk}/again", nonce="again")
    board.post(f"plan/runs/{run.pk}/again", nonce="again")
    [again] = Run.objects.filter(zone=twin_gate.zone.name).exclude(pk=run.pk)
    runner.make_waiting(lambda: twin_gate.wall)
    again.refresh_from_db()
    assert again.rows == run.rows


def test_a_run_that_waits_shows_how_far_it_is_and_is_stopped(twin_gate, ask):
    run = ask()
    board = twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/")
    assert "waits for its turn" in board.page
    assert "every 700ms" in board.page
    board.post(f"plan/runs/{run.pk}/stop", nonce="n")
    assert runner.make_waiting(lambda: twin_gate.wall) == 0
    board.get(f"plan/runs/{run.pk}/")
    assert "stopped by hand" in board.page
    assert "Start it again" in board.page


def test_a_run_stops_between_two_replications(twin_gate, ask):
    run = ask(reps=8)
    looks = []

    def clock():
        looks.append(1)
        turns.stop(run)
        twin_gate.later(seconds=2)
        return twin_gate.wall

    runner.make_waiting(clock)
    run.refresh_from_db()
    assert run.status == "stopped"
    assert run.results is None


def test_a_run_whose_maker_went_away_says_so(twin_gate, ask):
    run = ask()
    Run.objects.filter(pk=run.pk).update(status="running", seen_at=twin_gate.wall)
    board = twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/")
    assert "cut off" not in board.page
    twin_gate.later(minutes=1)
    board.get(f"plan/runs/{run.pk}/")
    assert "cut off: the server was restarted" in board.page
    assert "Start it again" in board.page


def test_an_open_page_hears_that_its_run_is_over(twin_gate, ask):
    run = ask()
    board = twin_gate.sign_in("board")
    assert "HX-Refresh" not in board.get(f"plan/runs/{run.pk}/state").headers
    runner.make_waiting(lambda: twin_gate.wall)
    assert board.get(f"plan/runs/{run.pk}/state").headers["HX-Refresh"] == "true"


def test_who_only_looks_starts_nothing(twin_gate, done):
    run = done()
    province = twin_gate.sign_in("province")
    assert province.get(f"plan/runs/{run.pk}/").status_code == 200
    assert "Prove it" not in province.page
    for act in ("again", "prove", "stop"):
        assert province.post(f"plan/runs/{run.pk}/{act}", nonce="n").status_code == 403


def test_a_run_of_another_zone_is_not_found(twin_gate, done):
    run = done()
    Run.objects.filter(pk=run.pk).update(zone="elsewhere")
    board = twin_gate.sign_in("board")
    for path in ("", "replay/", "frames.json", "scenario.toml", "state"):
        assert board.get(f"plan/runs/{run.pk}/{path}").status_code == 404


def test_a_figure_of_a_run_is_opened(twin_gate, done):
    run = done()
    board = twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/")
    found = re.search(r'<a class="figure" href="(/figure/W-[\w-]+/)" title="mean wait', board.page)
    opened = board.client.get(found[1]).content.decode()
    assert "Computed again from the log: the same" in opened
    assert f"run = {run.pk}" in opened


def test_a_run_from_now_begins_with_who_is_there_and_can_be_proved(twin_gate, done):
    for _ in range(3):
        number = twin_gate.declare()
        twin_gate.confirm(number, "registration", "border_guard_in", "customs_in", "yard_in")
    twin_gate.later(minutes=5)
    run = done(base="now")
    assert run.log.startswith("cursor:")
    assert build_again(run).network.present, "nobody was found in the zone"
    board = twin_gate.sign_in("board")
    twin_gate.later(hours=2)
    number = twin_gate.declare()
    board.post(f"plan/runs/{run.pk}/prove", nonce="n")
    board.get(f"plan/runs/{run.pk}/")
    assert "Made again: the same rows" in board.page
    assert "from now, with who is there" in board.page
    assert board.get(f"plan/runs/{run.pk}/replay/").status_code == 200
