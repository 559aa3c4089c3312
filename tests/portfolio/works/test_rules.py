"""Each rule of works finds its own slip and no other, and speaks three languages."""

import inspect
import re
from datetime import date

import msgspec
import pytest

from cuakhau.portfolio.works.rules import refusals
from cuakhau.portfolio.works.rules.checks import RULES, Case, list_broken
from cuakhau.portfolio.works.rules.count import count
from cuakhau.portfolio.works.rules.flags import list_flags
from cuakhau.portfolio.works.rules.law import group_of, possible_groups
from cuakhau.portfolio.works.rules.money import find_year
from cuakhau.portfolio.works.rules.project import Fund, Package, Project, Site, Stage
from cuakhau.portfolio.works.sheet import refusals as of_sheets
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import LANGUAGES
from portfolio.works.examples import BN, KEPT, LINES, TODAY, line

PLACE = re.compile(r"\{\w+\}")


def stages(**done):
    return {"stages": tuple(Stage(kind=kind, done=day) for kind, day in done.items())}


# The rule, what is said otherwise of the project, and the lines that come on top.
SLIPS = [
    ("G1", {"total_vnd": 190 * BN, "funds": ()}, [line("opening", 145)]),
    ("G2", {}, [line("payment", 15.000000001), line("accepted", 16)]),
    (
        "G3",
        stages(ground_breaking=date(2023, 5, 1), investment_decision=date(2023, 6, 1)),
        [],
    ),
    ("G4", {"group": "C"}, []),
    ("G5", {"packages": (Package(code="XL", name="x", contract_vnd=49 * BN),)}, []),
    ("G6", {}, [line("recovered", 0.5), line("accepted", 1)]),
    ("G7", {}, [line("payment", 1)]),
    ("G8", {}, [line("plan", 9, year=2023), line("payment", 0.1, date(2024, 2, 1), 2023),
                line("accepted", 1)]),
    ("G9", {"funds": (Fund(name="a", amount_vnd=201 * BN),)}, []),
    ("G9", {"funds": (Fund(name="a", amount_vnd=199 * BN),)}, []),
    ("G10", {"packages": (Package(code="XL", name="x", contract_vnd=201 * BN),)}, []),
    ("G11", stages(policy_decision=date(2024, 5, 1)), []),
    ("G12", stages(investment_decision=date(2024, 8, 23)), []),
    ("G13", {}, [line("scheduled", -1)]),
    ("G14", {"site": Site(area_m2=100, cleared_m2=101)}, []),
]  # fmt: skip


def case(more, lines):
    return Case(
        project=msgspec.structs.replace(KEPT, **more), entries=(*LINES, *lines), today=TODAY
    )


@pytest.mark.parametrize(("rule", "more", "lines"), SLIPS)
def test_a_slip_is_found_by_its_rule_alone(rule, more, lines):
    assert [one.rule for one in list_broken(case(more, lines))] == [rule]


def test_what_is_kept_or_not_known_breaks_nothing():
    assert list_broken(case({}, [])) == []
    assert {one for one, _, _ in SLIPS} == {f"G{number + 1}" for number in range(len(RULES))}
    unknown = Project(code="a", name="b", group="A", law="2014", field="technical")
    assert list_broken(Case(project=unknown, entries=(line("payment", 9),), today=TODAY)) == []
    late = [line("plan", 1, year=2023), line("payment", 1, date(2024, 1, 31), 2023)]
    kept = case({}, [*late, line("accepted", 1)])
    assert list_broken(kept) == [], "capital of a year is paid until 31 January"


def every_rule():
    for module in (refusals, of_sheets):
        for name, rule in inspect.getmembers(module, inspect.isfunction):
            if re.match(r"g\d", name):
                yield rule


@pytest.mark.parametrize("rule", list(every_rule()), ids=number_of)
def test_a_rule_says_reason_and_cure_in_three_languages(rule):
    texts = texts_of(rule)
    assert set(texts) == set(LANGUAGES)
    for text in texts.values():
        assert text.reason
        assert text.cure
        assert set(PLACE.findall(text.reason)) == set(PLACE.findall(texts["en"].reason))
    assert re.search("[À-ỹđ]", texts["vi"].reason + texts["vi"].cure)
    assert re.search("[一-鿿]", texts["zh"].reason)


def test_thresholds_decide_the_group_only_where_they_are_known():
    assert group_of("2024", "technical", 3000 * BN) == "A"
    assert group_of("2024", "technical", 3000 * BN - 1) == "B"
    assert group_of("2024", "technical", 160 * BN - 1) == "C"
    assert group_of("2024", "industrial_park", None) == "A"
    assert possible_groups("2019", "technical", 100 * BN) == {"B", "C"}
    assert group_of("2014", "technical", 9000 * BN) == ""


def test_money_of_a_year_counts_what_was_carried_over():
    year = find_year(LINES, 2024)
    assert (year.whole_vnd, year.paid_vnd, year.left_vnd) == (65 * BN, 50 * BN, 15 * BN)
    assert find_year((line("payment", 1),), 2024).whole_vnd is None, "no plan is not a plan of 0"


def test_projects_are_counted_as_in_the_reports_of_the_board():
    def board(code, **more):
        return (Project(code=code, name=code, by_board=True, **more), ())

    begun = Stage(kind="ground_breaking", done=date(2016, 5, 1))
    open_ = [board(f"a{n}", stages=(begun,)) for n in range(14)]
    ended = [
        board(f"b{n}", stages=(begun, Stage(kind="hand_over", done=date(2017, 11, n + 1))))
        for n in range(3)
    ]
    other = [(Project(code="c", name="c", by_board=False, stages=(begun,)), ())]
    unknown = [board("d")]
    register = [*open_, *ended, *other, *unknown]
    told = {one: count(register, 2017, one) for one in ("owned", "finished", "carried_over")}
    assert told == {"owned": 17, "finished": 3, "carried_over": 14}
    assert count(register, 2018, "owned") == 14
    assert count(register, 2015, "owned") == 0


def test_flags_point_at_what_is_late_slow_or_nobodys():
    late = Stage(kind="hand_over", planned=date(2024, 8, 1))
    project = msgspec.structs.replace(KEPT, stages=(*KEPT.stages, late))
    lines = (line("plan", 100), line("payment", 1, date(2024, 1, 20)))
    kinds = {one.kind for one in list_flags(Case(project=project, entries=lines, today=TODAY))}
    assert kinds == {"stage_late", "slow_money", "silent"}
