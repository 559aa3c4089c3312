"""The workbench: the twin in words, sliders, a quick answer, files of scenarios, and the run."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.planning.bench.quick import REPS
from cuakhau.planning.models import Run


@pytest.fixture
def board(twin_gate):
    return twin_gate.sign_in("board")


@pytest.mark.parametrize("role", ["dispatcher", "board", "province"])
def test_who_plans_or_decides_finds_the_page_in_the_menu(gate, role):
    browser = gate.sign_in(role)
    assert browser.get("plan/").status_code == 200
    assert f'href="/zone/{gate.zone.name}/plan/" aria-current="page"' in browser.page


def test_who_serves_at_a_gate_does_not_plan(gate):
    assert gate.sign_in("customs").get("plan/").status_code == 403


def test_a_zone_without_a_twin_says_so(gate):
    board = gate.sign_in("board")
    board.get("plan/")
    assert "has no twin yet" in board.page
    board.post("plan/", nonce="n")
    assert "P91" in board.page


def test_the_twin_is_told_with_what_it_rests_on(twin_gate, board):
    board.get("plan/")
    for word in ("The streams of today", "assumed", "as many as come", 'name="s.gate_guards"'):
        assert word in board.page


def test_a_slider_becomes_a_scenario_and_an_answer(board):
    board.post("plan/quick", day="2024-08-22", days="1", **{"s.gate_guards": "7", "d.all": "150"})
    assert "[[demand]]\nfactor = 1.5" in board.page
    assert "[[servers]]\npost = &quot;gate_guards&quot;\nset = 7" in board.page
    for word in ("Mean wait", "Left over at the end", "verdict is-"):
        assert word in board.page


def test_every_figure_of_a_quick_answer_opens_to_its_question_and_replications(board):
    board.post("plan/quick", day="2024-08-22", days="1", **{"s.gate_guards": "7"})
    shown = re.findall(r'<a class="figure" href="(/figure/W-[\w-]+/)"', board.page)
    assert len(shown) == 4 * 4  # a mean, two ends and a change of each measure
    for address in shown:
        answer = board.client.get(address)
        opened = answer.content.decode()
        assert answer.status_code == 200, address
        assert "Computed again from the log: the same" in opened
        assert "quick answer of the workbench" in opened
        assert "post = &quot;gate_guards&quot;" in opened
        assert opened.count('<th scope="row">') == REPS


def test_a_yard_of_the_map_becomes_a_change_of_the_scenario(board):
    board.get("plan/", day="2024-08-22")
    yard = re.search(r'<a href="#yard-(\w+)" class="spot is-yard', board.page)[1]
    assert f'<fieldset id="yard-{yard}">' in board.page, "the map leads to the fields of its yard"
    kind = re.search(rf'name="y\.{yard}\.(\w+)"', board.page)[1]
    said = {f"y.{yard}": "31", f"y.{yard}.{kind}": "5"}
    scenario = board.post("plan/scenario.toml", day="2024-08-22", **said).content.decode()
    of_all, of_class = scenario.split("[[yard]]")[1:]
    assert f'id = "{yard}"\nset = 31' in of_all
    assert f'set = 5\nvehicle_classes = ["{kind}"]' in of_class
    board.post("plan/", nonce="n", show="1", day="2024-08-22", text=scenario)
    for field, value in said.items():
        assert re.search(rf'name="{re.escape(field)}"[^>]*value="{value}"', board.page)
    board.post("plan/quick", day="2024-08-22", days="1", **said)
    assert "Mean wait" in board.page


def test_what_stands_as_today_is_no_change(twin_gate, board):
    today = next(post.servers for post in _twin(twin_gate).posts if post.id == "gate_guards")
    board.post("plan/quick", day="2024-08-22", **{"s.gate_guards": str(today), "d.all": "100"})
    assert "Nothing is changed." in board.page
    assert "verdict is-" not in board.page


def test_demand_of_all_and_of_some_goods_multiply(board):
    board.post("plan/quick", day="2024-08-22", **{"d.all": "50", "d.fruit": "300"})
    assert "goods = &quot;fruit&quot;\nfactor = 1.5" in board.page
    assert "goods = &quot;other&quot;\nfactor = 0.5" in board.page


def test_a_run_is_asked_for_once(twin_gate, board):
    said = {"day": "2024-08-22", "days": "1", "reps": "2", "d.all": "120", "name": "More"}
    for _ in range(2):
        answer = board.post("plan/", nonce="once", **said)
    [run] = Run.objects.filter(zone=twin_gate.zone.name)
    assert answer.headers["Location"] == f"/zone/{twin_gate.zone.name}/plan/runs/{run.pk}/"
    assert (run.name, run.reps, run.days) == ("More", 2, 1)
    assert "factor = 1.2" in run.scenario


def test_a_month_is_its_own_days(twin_gate, board):
    board.post("plan/", nonce="n", base="month", day="2024-02-12", reps="2")
    run = Run.objects.get(zone=twin_gate.zone.name)
    assert (run.first_day.isoformat(), run.days) == ("2024-02-01", 29)


@pytest.mark.parametrize(("said", "rule"), [({"reps": "1"}, "P93"), ({"day": "tomorrow"}, "P98")])
def test_what_cannot_be_run_is_refused(twin_gate, board, said, rule):
    board.post("plan/", nonce="n", **{"day": "2024-08-22", **said})
    assert rule in board.page
    assert not Run.objects.filter(zone=twin_gate.zone.name).exists()


def test_a_file_with_mistakes_lists_them_all_with_their_lines(twin_gate, board):
    text = 'base = "elsewhere"\n\n[[demand]]\nfactor = 2\n\n[[yard]]\nid = "no_such"\nset = 5\n'
    board.post("plan/", nonce="n", day="2024-08-22", text=text)
    for word in ("T51", "T52", "line 6", "no_such"):
        assert word in board.page
    assert not Run.objects.filter(zone=twin_gate.zone.name).exists()
    assert "id = &quot;no_such&quot;" in board.page, "what was typed stays"


def test_a_file_is_taken_and_given_back(twin_gate, board):
    base = twin_gate.zone.name.removesuffix("-demo")
    text = f'base = "{base}"\n\n[[demand]]\ngoods = "fruit"\nfactor = 1.6\n'
    board.post("plan/", nonce="n", show="1", file=SimpleUploadedFile("s.toml", text.encode()))
    assert 'name="d.fruit" min="20" max="300" step="5" value="160"' in board.page
    answer = board.post("plan/scenario.toml", **{"d.fruit": "160"})
    assert answer.content.decode() == text


def test_a_file_that_says_more_than_sliders_can_stays_a_text(board):
    text = 'base = "example"\n\n[[service]]\nstep = "customs_check"\nfactor = 0.5\n'
    board.post("plan/", nonce="n", show="1", file=SimpleUploadedFile("s.toml", text.encode()))
    assert "more than the sliders can" in board.page
    assert "[[service]]" in board.page


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"#" * 30_000])
def test_what_is_no_text_is_refused(board, content):
    board.post("plan/", nonce="n", show="1", file=SimpleUploadedFile("s.toml", content))
    assert "P96" in board.page


def test_the_province_looks_and_runs_nothing(twin_gate):
    province = twin_gate.sign_in("province")
    province.get("plan/")
    assert "The streams of today" in province.page
    assert province.post("plan/", nonce="n").status_code == 403


def _twin(gate):
    from cuakhau.planning.twins import get_twin

    return get_twin(gate.zone)
