"""What the rules of visits mean where a plain reading could go another way."""

import msgspec
import pytest

from cuakhau.movement import rules
from cuakhau.movement.around import Around
from movement.rows import (
    GATE,
    HOUR,
    LANG_SON,
    at,
    declared,
    given,
    journey,
    judge,
    row,
    visit_of,
)  # fmt: skip


def test_a_whole_journey_is_marked_nowhere():
    trip = journey()
    assert [judge(trip[:n], event) for n, event in enumerate(trip)] == [()] * len(trip)


def test_confirmations_may_come_in_any_order_but_what_is_missing_is_marked():
    first_paid = [declared(), given("payment", 1), given("yard_out_border_guard", 2)]
    assert judge(first_paid[:1], first_paid[1]) == ()
    assert judge(first_paid[:2], first_paid[2]) == ()
    assert judge(first_paid[:1], first_paid[2]) == ("M34",)


def test_a_requirement_given_later_but_recorded_first_is_there():
    assert judge([declared(), given("registration", 9)], given("customs_check", 3)) == ()


def test_the_second_force_may_tick_the_exit_after_the_vehicle_is_gone():
    without_last = journey()[:-1]
    gone = [*without_last, given("exit_customs", 20)]
    assert judge(gone, given("exit_border_guard", 30)) == ("M40",)
    assert judge(gone, given("border_guard_in", 30)) == "M16"


def test_what_happened_at_the_very_end_is_only_late():
    assert judge(journey(), row("moved", 11, place=GATE)) == ("M32",)


def test_a_vehicle_crosses_after_the_last_tick_but_only_once():
    gone = journey()
    assert judge(gone, row("crossed", HOUR)) == ()
    assert judge([*gone, row("crossed", HOUR)], row("crossed", 2 * HOUR)) == "M16"


@pytest.mark.parametrize("kind", ["moved", "rerouted", "crossed", "called"])
def test_a_vehicle_that_went_home_moves_no_more(kind):
    home = [declared(), row("turned_back", 5)]
    assert judge(home, row(kind, 6, place=GATE)) == "M16"
    assert judge(home, row(kind, 4, place=GATE)) == ("M32",)


def test_two_forces_may_say_that_it_turned_back():
    home = [declared(), row("turned_back", 5, agency="customs")]
    assert judge(home, row("turned_back", 6, agency="border_guard")) == ()
    assert judge(home, row("turned_back", 6, agency="customs")) == ("M40",)


def test_a_doubtful_clock_is_judged_by_the_server():
    ahead = row("moved", 10 * HOUR, place="bao_nguyen", recorded_us=at(5))
    assert judge(journey(), ahead) == ("M30", "M32")


def test_a_row_not_placed_yet_is_taken_at_its_word():
    assert judge([declared()], given("permit", recorded_us=0)) == ()


def test_a_correction_is_judged_without_what_it_replaces():
    gone = journey()
    last = len(gone)
    later = given("exit_customs", 3 * HOUR, corrects=last)
    assert judge(gone, later) == ()
    assert judge(
        [*gone, row("voided", 13, corrects=last, agency="customs")], given("permit", 40)
    ) == ("M40",)


def test_a_hold_may_leave_its_check_unsaid_but_not_invent_one():
    assert judge([declared()], row("held", agency="customs", step="customs_check")) == ()
    assert judge([declared()], row("held", agency="customs", step="dance")) == "M12"


def test_a_void_can_be_undone_but_not_voided_again():
    voided = [declared(), given("permit"), row("voided", 1, corrects=2, agency="transport_station")]
    again = row("voided", 2, corrects=2, agency="transport_station")
    assert judge(voided, again) == "M5"
    assert judge(voided, given("permit", corrects=3)) == ()


def test_a_row_that_was_replaced_cannot_be_named_any_more():
    history = [
        declared(),
        given("permit"),
        given("permit", corrects=2),
        given("permit", corrects=2),
    ]
    assert judge(history, given("permit", corrects=3)) == "M5"
    assert judge(history, given("permit", corrects=4)) == ()


def test_a_declaration_goes_only_when_nothing_rests_on_it():
    void = row("voided", 1, corrects=1)
    assert judge([declared()], void) == ()
    assert judge([declared(), given("permit")], void) == "M7"
    assert judge([declared(), given("permit")], declared("import", corrects=1)) == ()


def test_rules_are_those_of_the_right_day():
    early = declared("two_way", minute=-7 * 24 * HOUR)
    assert judge([], early) == "M9"
    assert judge([], msgspec.structs.replace(declared(), place="tan_thanh")) == "M11"


def test_the_procedure_of_the_declaration_day_holds_for_the_whole_visit():
    eve = declared("export", minute=-7 * 24 * HOUR)
    assert judge([eve], row("amended", procedure="two_way")) == "M9"


def test_an_amended_procedure_brings_its_steps():
    amended = [declared(), row("amended", procedure="transload_giving")]
    assert judge([declared()], given("transload")) == "M14"
    assert judge([*amended, given("yard_in"), given("permit")], given("transload", 3)) == ()


def test_links_tie_a_giver_to_a_receiver():
    link = row("linked", other="v2")
    around = Around(known_others=frozenset({"v2"}), other_procedure="transload_receiving")
    assert judge([declared("transload_giving")], link, around) == ()
    assert judge([declared("transload_receiving")], link, around) == "M20"


def test_the_cure_for_a_merged_visit_names_the_one_that_lives():
    merged = [declared(), row("merged", other="v2")]
    with pytest.raises(rules.RuleBroken) as refusal:
        rules.check(LANG_SON, visit_of(*merged), given("permit"), Around())
    assert "v2" in refusal.value.cure("vi")


def test_a_refusal_names_things_as_its_reader_does():
    with pytest.raises(rules.RuleBroken) as refusal:
        rules.check(LANG_SON, visit_of(declared()), given("permit", agency="customs"), Around())
    reason = {language: refusal.value.reason(language) for language in ("vi", "en", "zh")}
    assert reason["vi"].startswith("Hải quan")
    assert "海关" in reason["zh"]
    assert refusal.value.facts["agency"] == "customs"


def test_the_first_refusal_is_the_easiest_to_cure():
    nothing_right = row("confirmed", corrects=7)
    assert judge([], nothing_right) == "M2"
    assert judge([], given("dance", agency="nobody", place="nowhere")) == "M7"


def test_an_empty_return_is_kept_and_the_stay_abroad_is_counted_only_on_two_way_trips():
    export = [*journey(), row("crossed", HOUR)]
    assert judge(export, row("returned", 99 * HOUR, goods="empty")) == ()
    two_way = journey("two_way")
    assert judge(two_way, row("returned", 36 * HOUR + 11)) == ()
    assert judge(two_way, row("returned", 36 * HOUR + 12)) == ("M38",)


def test_the_yard_is_flagged_and_never_refused():
    move = row("moved", place="chi_ma_yards")
    assert judge([declared()], move, Around(places_taken=489)) == ()
    assert judge([declared()], move, Around(places_taken=490)) == ("M36",)
    assert judge([declared()], move, Around(places_taken=None)) == ()
