"""Every rule of a twin finds its own slip, on its line, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import CONTENT, list_twin_mistakes, load_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.simulation.twin.rules.files import FORMS
from cuakhau.simulation.twin.rules.ways import WAYS
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone
from simulation.twins import MONDAY
from zone.conftest import edited, line_of

TWIN = "twin.toml"
ZEROS = 'id = "over_the_border"\nhours = [0, 0, '
HEALTH = 'steps = ["health_check"]\nplaces = ["north_gate"]\nservers = 2\n'
NEVER = HEALTH + 'shifts = [{ opens = "00:00", closes = "00:00", more = -2 }]\n'
PARTNERS = (
    '[[transloading]]\ngiving = "giving"\nreceiving = "receiving"\n'
    "needs = [0.7, 0.2, 0.1]                # one, two, three receivers\nafter_h = 1.5\ncv = 0.6\n"
    'source = "made_up"\n'
)
PAID = 'agency = "fee_collector"\nsteps = ["payment"]'

OTHERS_13_M = """[[vehicle_length]]                     # every other class
metres = 13
source = "made_up"

[[road]]
"""
FULL = '[[road]]\nwhen_full = "turned_away"\n'
# rule, what is replaced by what, a text on the line reported
SLIPS = [
    ("T2", "per_day = 70", "per_day = 70 a day", "per_day = 70 a day"),
    ("T3", "[[setting]]", "[[seting]]", "[[seting]]"),
    ("T4", "per_day = 70", "perday = 1\nper_day = 70", "perday"),
    ("T5", "per_day = 70\n", "", '[[stream]]\nid = "fruit_out"'),
    ("T6", "per_day = 70", 'per_day = "many"', "many"),
    ("T7", 'steps = ["permit"]', 'steps = ["permit/empty"]', '[[stream]]\nid = "fruit_out"'),
    ("T8", 'step = "payment"\nmean_s', 'step = "payment"\nchannel = "x"\nmean_s', "[[stream]]"),
    ("T11", HEALTH, NEVER, '[[post]]\nid = "health"'),
    ("T12", 'place = "main_road"', 'place = "mane_road"', "mane_road"),
    ("T12", 'goods = "fruit"', 'goods = "frut"', "frut"),
    ("T12", 'profile = "from_inland"', 'profile = "inland"', '"inland"'),
    ("T12", 'post = "yard_gate"', 'post = "yardgate"', "yardgate"),
    (
        "T13",
        'id = "other_out"',
        'id = "fruit_out"',
        'id = "fruit_out"\nprocedure = "export"\nplace = "main_road"\ngoods = "other"',
    ),
    ("T14", PAID, PAID.replace("fee_collector", "customs"), 'agency = "customs"\nsteps = ["pay'),
    ("T15", "per_day = 70", "per_day = -70", "-70"),
    ("T15", "no_show = 0.05", "no_show = 1.5", "1.5"),
    ("T15", "share = 0.004", "share = nan", "nan"),
    ("T16", ZEROS, ZEROS.removesuffix("0, "), "hours = [0, 0, 0"),
    ("T17", "share = 0.65", "share = 0.6", "share = 0.07"),
    ("T17", "needs = [0.7, 0.2, 0.1] ", "needs = [0.7, 0.2] ", "[0.7, 0.2]"),
    ("T18", "places = 120", "places = 0", "places = 0"),
    ("T19", "per_hour = 60", "per_hour = 60\nper_day = 900", "per_hour = 60"),
    ("T20", "lasts_h = 2\n", "", "[[stop]]"),
    (
        "T21",
        'step = "payment"\nmean_s = 120\n',
        'step = "payment"\n',
        '[[service]]\nstep = "payment"',
    ),
    ("T27", OTHERS_13_M, FULL, "when_full"),
    ("T22", HEALTH, HEALTH.replace("2", "0"), "servers = 0"),
    ("T24", PARTNERS, "", 'procedure = "transload_giving"'),
    ("T24", PARTNERS, "", 'procedure = "transload_receiving"'),
    ("T25", 'yards = ["waiting_yard"]', 'yards = ["inner_yard"]', 'receiving = "receiving"\n'),
]


def told(zone: Zone, files: dict[str, bytes]) -> list[tuple[str, int | None]]:
    return [(m.rule, m.line) for m in list_twin_mistakes(zone, files)]


@pytest.mark.parametrize(("rule", "old", "new", "marker"), SLIPS)
def test_a_slip_is_found_on_its_line(
    example: Zone, files: dict[str, bytes], rule: str, old: str, new: str, marker: str
):
    broken = edited(files, (TWIN, old, new))
    found = told(example, broken)
    assert (rule, line_of(broken, TWIN, marker)) in found
    assert {number for number, _ in found} == {rule}


def test_the_example_has_no_mistake_and_a_zone_without_a_twin_has_one(
    example: Zone, files: dict[str, bytes]
):
    assert list_twin_mistakes(example, files) == ()
    bare = {path: content for path, content in files.items() if path != TWIN}
    with pytest.raises(TwinMistakes, match="T1"):
        load_twin(example, bare)


def test_hours_that_nobody_published_are_asked_for(example: Zone, files: dict[str, bytes]):
    unknown = replace(example, hours=(), version="unknown")
    assert {rule for rule, _ in told(unknown, files)} == {"T9"}


def test_a_visit_that_nobody_ends_is_refused(example: Zone, files: dict[str, bytes]):
    procedures = tuple(
        replace(p, steps=tuple(replace(s, optional=s.step == "exit_customs") for s in p.steps))
        for p in example.procedures
    )
    endless = replace(example, procedures=procedures, version="endless")
    found = list_twin_mistakes(endless, files)
    assert {(m.rule, m.facts["step"]) for m in found} == {("T23", "exit_customs")}


def test_a_stay_on_the_other_side_must_be_said():
    lang_son = find_zone("lang-son")
    twin = load_twin(lang_son, files_of(get_folder("lang-son")))
    with pytest.raises(TwinMistakes, match="T10"):
        build_network(lang_son, replace(twin, two_ways=()), first_day=date(2026, 1, 5), days=1)


def test_what_is_not_in_force_on_the_days_is_refused(example: Zone, twin: Twin):
    streams = tuple(replace(s, place="old_road") for s in twin.streams if s.id == "fruit_out")
    with pytest.raises(TwinMistakes, match="T26"):
        build_network(example, replace(twin, streams=streams), first_day=MONDAY, days=1)


@pytest.mark.parametrize("rule", [*FORMS, *WAYS, *CONTENT], ids=number_of)
def test_a_rule_has_a_slip_and_speaks_three_languages(rule):
    elsewhere = {"T9", "T10", "T23", "T26"}
    assert number_of(rule) in {slip[0] for slip in SLIPS} | elsewhere
    texts = texts_of(rule)
    assert set(texts) == set(LANGUAGES)
    assert all(text.reason and text.cure for text in texts.values())
