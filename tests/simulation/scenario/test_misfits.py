"""What does not fit a zone or contradicts itself is refused with rule, line and the close name."""

from dataclasses import replace
from pathlib import Path

import pytest

from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.mistakes import ScenarioMistakes
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import files_of, get_folder
from cuakhau.zone.zone import Zone
from simulation.twins import MONDAY, servers_of

HOUR_US = 3_600_000_000

MISFITS = [
    ("T52", '[[close]]\nplace = "north_gat"\nreason = "x"\n', 2, "north_gate"),
    ("T52", '[[servers]]\npost = "helth"\nadd = 1\n', 2, "health"),
    ("T52", '[[demand]]\ngoods = "frut"\nfactor = 2\n', 2, "fruit"),
    ("T52", '[[merge]]\nsteps = ["plant_chek", "customs_check"]\n', 2, "plant_check"),
    ("T52", '[[yard]]\nid = "iner_yard"\nset = 4\n', 2, "inner_yard"),
    ("T53", '[[demand]]\nplace = "freight_road"\ngoods = "fruit"\nfactor = 2\n', 2, None),
    ("T53", '[[quota]]\nstep = "transload"\nplace = "main_road"\nper_day = 1\n', 2, None),
    ("T55", '[[yard]]\nid = "waiting_yard"\nadd = 200\n', 2, None),
    ("T53", '[[pool]]\nsteps = ["health_check", "transload"]\n', 2, None),
    ("T57", '[[drop]]\nstep = "plant_check"\nbefore_arrival = true\n', 2, None),
    ("T58", '[[merge]]\nsteps = ["permit", "payment"]\n[[drop]]\nstep = "permit"\n', 2, None),
    ("T56", '[[yard]]\nid = "inner_yard"\nadd = -500\n', 2, None),
    ("T56", '[[servers]]\npost = "health"\nadd = -3\n', 2, None),
]


@pytest.mark.parametrize(("rule", "text", "line", "close"), MISFITS)
def test_what_does_not_fit_is_told(
    example: Zone, twin: Twin, rule: str, text: str, line: int, close: str | None
):
    scenario = read_scenario('base = "example"\n' + text, name="tried")
    with pytest.raises(ScenarioMistakes) as told:
        apply(example, twin, scenario)
    (mistake,) = told.value.mistakes
    assert (mistake.rule, mistake.line, mistake.facts.get("closest")) == (rule, line, close)


@pytest.mark.parametrize(
    "change",
    [
        '[[servers]]\npost = "health"\nadd = 1\n',
        '[[demand]]\ngoods = "fruit"\nfactor = 1.6\n',
        '[[merge]]\nsteps = ["plant_check", "customs_check"]\n',
        '[[drop]]\nstep = "permit"\n',
        '[[pool]]\nsteps = ["health_check", "permit"]\n',
        '[[yard]]\nid = "inner_yard"\nset = 90\n',
        '[[quota]]\npost = "health"\nper_day = 90\n',
        '[[hours]]\nplace = "north_gate"\nside = "cn"\nopens = "06:00"\ncloses = "22:00"\n',
        '[[service]]\nstep = "payment"\nfactor = 2\n',
        '[[slots]]\nstream = "fruit_out"\n',
        '[[reroute]]\nplace = "main_road"\nto = "freight_road"\n',
    ],
)
def test_two_changes_of_one_thing_are_refused(example: Zone, twin: Twin, change: str):
    scenario = read_scenario('base = "example"\n' + change * 2, name="tried")
    with pytest.raises(ScenarioMistakes) as told:
        apply(example, twin, scenario)
    assert [(m.rule, m.facts["line"]) for m in told.value.mistakes] == [("T54", 2)]


def test_the_same_thing_may_change_at_different_hours_and_days(example: Zone, twin: Twin):
    post = '[[servers]]\npost = "health"\nset = {}\nfrom = "{}"\nuntil = "{}"\n'
    text = post.format(4, "08:00", "12:00") + post.format(1, "12:00", "16:00")
    scenario = read_scenario(f'base = "example"\n{text}', name="tried")
    network = build_network(*apply(example, twin, scenario), first_day=MONDAY, days=1)
    servers = dict(servers_of(network, "health"))
    assert (servers[8 * HOUR_US], servers[12 * HOUR_US], servers[16 * HOUR_US]) == (4, 1, 2)


def test_a_mistake_names_the_file_whatever_the_scenario_is_called(example: Zone, twin: Twin):
    text = 'base = "example"\nname = "Mùa"\n[[demand]]\ngoods = "frut"\nfactor = 2\n'
    scenario = read_scenario(text, name="season.toml")
    assert scenario.name == "Mùa"
    with pytest.raises(ScenarioMistakes) as told:
        apply(example, twin, scenario)
    assert [(m.file, m.line) for m in told.value.mistakes] == [("scenarios/season.toml", 3)]


def test_a_scenario_of_another_zone_is_refused(example: Zone, twin: Twin):
    scenario = read_scenario('base = "lang-son"\n', name="tried")
    with pytest.raises(ScenarioMistakes, match="T51"):
        apply(example, twin, scenario)


def test_a_demo_takes_the_scenarios_of_its_zone(example: Zone, twin: Twin):
    demo = replace(example, name="example-demo")
    apply(demo, twin, read_scenario('base = "example"\n', name="tried"))


def test_scenarios_are_no_part_of_a_zone():
    assert not [path for path in files_of(get_folder("example")) if Path(path).parts[0] != path]
