"""The compiled procedure tells the same as the rows of the zone, and who is awaited since when."""

from datetime import date

import pytest

from cuakhau.movement.procedure import awaited, find_compiled, next_bits, next_steps
from cuakhau.movement.view import confirmed_at, view
from movement.rows import LANG_SON, at, declared, given, journey, row, visit_of

DAY = date(2025, 12, 15)
PROCEDURES = [procedure.id for procedure in LANG_SON.at(DAY).procedures]


@pytest.mark.parametrize("name", PROCEDURES)
def test_steps_requirements_and_agencies_are_those_of_the_zone(name):
    compiled, dated = find_compiled(LANG_SON, name, DAY), LANG_SON.at(DAY)
    for place, written in enumerate(dated.procedure_by_id[name].steps):
        assert compiled.steps[place] == written.step
        assert compiled.steps_of(compiled.requires[place]) == tuple(
            sorted(written.requires, key=compiled.steps.index)
        )
        assert bool(compiled.refuses >> place & 1) == (written.breach == "refuse")
        assert compiled.agencies[place] == dated.step_by_id[written.step].agencies


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_milestone_of_the_zone_is_reached_in_the_end(name):
    compiled = find_compiled(LANG_SON, name, DAY)
    everything = compiled.bits_of(compiled.steps)
    assert all(milestone.is_reached(everything) for milestone in compiled.milestones)
    assert not any(milestone.is_reached(0) for milestone in compiled.milestones)


@pytest.mark.parametrize("name", PROCEDURES)
def test_following_the_next_steps_ends_the_visit(name):
    compiled, confirmed, rounds = find_compiled(LANG_SON, name, DAY), 0, 0
    while ready := next_bits(compiled, confirmed):
        confirmed, rounds = confirmed | ready, rounds + 1
        assert rounds <= len(compiled.steps)
    assert confirmed == compiled.own


def test_an_unknown_procedure_or_one_of_another_day_is_none():
    assert find_compiled(LANG_SON, "smuggling", DAY) is None
    assert find_compiled(LANG_SON, "two_way", date(2025, 12, 9)) is None


def test_the_time_of_a_milestone_is_the_last_of_all_and_the_first_of_any():
    trip = [*journey(), given("yard_out_customs", 3)]
    times = {step: entry.at_us for step, entry in confirmed_at(visit_of(*trip).standing).items()}
    compiled = find_compiled(LANG_SON, "export", DAY)
    assert compiled.find_time("in_gate", times) == at(3)
    assert compiled.find_time("out_of_yard", times) == at(3)
    assert compiled.find_time("left", times) == at(11)
    assert compiled.find_time("nowhere", times) is None


def test_each_agency_sees_what_it_can_give_and_since_when():
    waiting = awaited(LANG_SON, visit_of(declared(), given("registration", 5)))
    customs = {one.step: one.since_us for one in waiting["customs"]}
    assert customs["customs_in"] == at(-60)
    assert customs["customs_check"] == at(5)
    assert "registration" not in customs
    assert [one.step for one in waiting["transport_station"]] == ["permit"]


def test_a_secret_step_is_shown_to_its_agency_alone():
    waiting = awaited(LANG_SON, visit_of(declared()))
    seeing = [agency for agency, steps in waiting.items() if "selection" in [s.step for s in steps]]
    assert seeing == ["customs"]


def test_nothing_is_awaited_of_a_visit_that_is_over():
    assert awaited(LANG_SON, visit_of(*journey())) == {}
    assert awaited(LANG_SON, visit_of(declared(), row("turned_back"))) == {}
    assert awaited(LANG_SON, visit_of(declared(), row("merged", other="v2"))) == {}
    assert awaited(LANG_SON, visit_of(declared("smuggling"))) == {}


def test_a_two_way_trip_waits_for_its_return():
    waiting = awaited(LANG_SON, visit_of(*journey("two_way")))
    assert [one.step for one in waiting["border_guard"]] == ["back_border_guard"]


def test_next_steps_keep_the_order_of_the_procedure():
    compiled = find_compiled(LANG_SON, "export", DAY)
    steps = next_steps(compiled, 0)
    assert steps == tuple(sorted(steps, key=compiled.steps.index))
    assert "exit_customs" not in steps


def test_the_view_reads_the_same_milestones():
    seen = view(LANG_SON, visit_of(*journey()))
    assert set(seen.milestones) == {"in_gate", "in_yard", "checked", "paid", "out_of_yard", "left"}
