"""A day played again: the picture says what the log says."""

import json
import re

from cuakhau.planning.models import RunDay
from cuakhau.planning.replaying.stage import build_stage, read_frames
from cuakhau.planning.runs.frames import GONE
from cuakhau.planning.runs.making import build_again
from cuakhau.simulation.run import run as simulate


def test_the_stage_shows_each_gate_with_its_boxes(twin_gate, done):
    run, board = done(), twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/replay/")
    for word in ("On the road", "In a yard", "Being served", "made up by the simulation"):
        assert word in board.page
    assert twin_gate.zone.name_of("inner_yard", "en") in board.page


def test_each_box_of_the_day_has_its_place_on_the_map(twin_gate, done):
    run, board = done(), twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/replay/")
    page = board.page
    drawn = set(re.findall(r'data-spot="([^"]+)"', page))
    day = json.loads(board.get(f"plan/runs/{run.pk}/frames.json").content)
    assert len(day["spots"]) == len(day["kinds"]) == len(day["boxes"])
    assert set(day["spots"]) <= drawn
    assert set(day["kinds"]) <= {"road", "yard", "serve", "way"}
    places = read_frames(bytes(RunDay.objects.get(run=run).packed)).places
    assert f'data-places="{places["inner_yard"]}"' in page


def test_a_closure_is_told_with_its_reason_beside_the_run_and_its_replay(twin_gate, done):
    base = twin_gate.zone.name.removesuffix("-demo")
    closes = f'base = "{base}"\n\n[[close]]\nplace = "*"\nside = "cn"\nreason = "festival"\n'
    run, board = done(f'{closes}from = "15:00"\n'), twin_gate.sign_in("board")
    board.get(f"plan/runs/{run.pk}/")
    told = "all gates · Chinese side</th>.*closed: festival.*>9<"
    assert re.search(told, board.page, re.DOTALL)
    board.get(f"plan/runs/{run.pk}/replay/")
    assert 'data-still="*" data-since="54000" data-until="86400"' in board.page
    assert "15:00–00:00" in board.page


def test_whoever_left_in_the_run_is_gone_in_the_picture(twin_gate, done):
    run, board = done(), twin_gate.sign_in("board")
    day = json.loads(board.get(f"plan/runs/{run.pk}/frames.json").content)
    gone = sum(track[-1] == GONE for track in day["tracks"])
    made = simulate(build_again(run).network, seed=run.seed)
    assert gone == int((made.left_us >= 0).sum())
    assert len(day["tracks"]) == made.visits


def test_times_of_a_track_go_on_and_boxes_are_there(done):
    frames = read_frames(bytes(RunDay.objects.get(run=done()).packed))
    for track in frames.tracks:
        seconds, boxes = track[::2], track[1::2]
        assert sorted(seconds) == seconds
        assert seconds[0] >= 0
        assert all(box == GONE or box < len(frames.boxes) for box in boxes)
        assert GONE not in boxes[:-1]


def test_never_more_stand_in_a_yard_than_it_has_places(done):
    frames = read_frames(bytes(RunDay.objects.get(run=done()).packed))
    yard = frames.boxes.index(("yard", "inner_yard", ""))
    moves = sorted(
        (second, box, before)
        for track in frames.tracks
        for second, box, before in zip(track[::2], track[1::2], [None, *track[1::2]], strict=False)
    )
    standing = most = 0
    for _second, box, before in moves:
        standing += (box == yard) - (before == yard)
        most = max(most, standing)
    assert 0 < most <= frames.places["inner_yard"]


def test_a_step_is_one_box_for_all_places_of_its_gate(twin_gate, done):
    frames = read_frames(bytes(RunDay.objects.get(run=done()).packed))
    stage = build_stage(twin_gate.zone, frames)
    steps = [step for scene in stage.scenes for step in scene.steps.values()]
    assert len(steps) == len(set(steps))
    assert len(stage.boxes) == len(frames.boxes)
