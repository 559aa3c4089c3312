"""What is asked of a visit: whereabouts, vehicle, holds, links, ends, the other side."""

import pytest

from cuakhau.movement.view import find_crossing, view
from cuakhau.movement.visit import advance, start
from movement.rows import GATE, HOUR, LANG_SON, at, declared, given, journey, row, visit_of


def seen(*events):
    return view(LANG_SON, visit_of(*events))


def test_what_an_amendment_leaves_out_stays():
    answer = seen(declared(goods="fruit", vehicle_class="VT6"), row("amended", goods="ore"))
    assert (answer.procedure, answer.goods, answer.vehicle_class) == ("export", "ore", "VT6")
    assert (answer.direction, answer.gate_place) == ("export", GATE)


def test_an_undeclared_visit_answers_nothing_and_is_open():
    answer = view(LANG_SON, start("lang-son", "v1"))
    assert (answer.procedure, answer.declared_us, answer.milestones) == (None, None, {})
    assert answer.is_open


def test_a_vehicle_is_where_it_was_last_seen_not_where_it_was_last_recorded():
    late = [row("moved", 9, place="bao_nguyen"), row("moved", 3, place="xuan_cuong")]
    assert seen(declared(), *late).place == "bao_nguyen"


def test_a_rerouted_vehicle_is_bound_elsewhere():
    moves = [row("rerouted", 5, place="chi_ma"), row("rerouted", 2, place="tt_1090_1091")]
    assert seen(declared(), *moves).gate_place == "chi_ma"


def test_a_rerouted_vehicle_stands_where_it_stood():
    here = seen(declared(), row("moved", 1, place="yard_a"), row("rerouted", 5, place="chi_ma"))
    assert (here.place, here.gate_place) == ("yard_a", "chi_ma")


def test_the_plate_last_put_on_counts():
    swaps = [
        row("swapped", 9, step="plate", other="p3"),
        row("swapped", 4, step="plate", other="p2"),
    ]
    assert seen(declared(other="p1")).vehicle == "p1"
    assert seen(declared(other="p1"), *swaps).vehicle == "p3"
    assert seen(declared(other="p1"), row("swapped", step="driver", other="d2")).vehicle == "p1"


def test_a_release_by_another_agency_releases_nothing():
    held = [declared(), row("held", 1, agency="customs")]
    assert seen(*held, row("released", 2, agency="border_guard")).held_by == ("customs",)
    assert seen(*held, row("released", 1, agency="customs")).held_by == ()
    assert seen(*held, row("released", 0, agency="customs")).held_by == ("customs",)


def test_the_stay_over_there_begins_with_the_last_crossing():
    sides = [row("crossed", 1), row("returned", 2), row("crossed", 3)]
    assert find_crossing(None, visit_of(declared(), *sides).standing, {}) == at(3)
    assert find_crossing(None, visit_of(declared(), *sides[:2]).standing, {}) is None


def test_a_link_holds_until_it_is_undone():
    undone = [row("linked", 1, other="v2"), row("unlinked", 1, other="v2")]
    assert seen(declared(), *undone).linked == ()
    links = [declared(), row("linked", 1, other="v2"), row("linked", 2, other="v3")]
    assert seen(*links).linked == ("v2", "v3")
    assert seen(*links, row("unlinked", 3, other="v2")).linked == ("v3",)
    assert seen(*links, row("unlinked", 3, other="v2"), row("linked", 4, other="v2")).linked == (
        "v2", "v3",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("last", "ended"),
    [
        (row("turned_back", 40), 40),
        (row("merged", 40, other="v2"), 40),
        (given("exit_customs", 40), None),
    ],
)
def test_a_visit_ends_once(last, ended):
    answer = seen(declared(), given("border_guard_in"), last)
    assert answer.ended_us == (None if ended is None else at(ended))


def test_the_exit_ends_an_export_and_a_later_return_does_not_open_it():
    answer = seen(*journey(), row("crossed", HOUR), row("returned", 9 * HOUR, goods="empty"))
    assert answer.ended_us == at(11)
    assert not answer.on_other_side
    assert (answer.returned_us, answer.returned_goods) == (at(9 * HOUR), "empty")


def test_a_crossed_vehicle_stands_on_the_other_side_until_it_returns():
    crossed = [*journey(), row("crossed", HOUR)]
    assert not seen(*journey()).on_other_side
    assert seen(*crossed).on_other_side
    assert seen(*crossed, row("returned", HOUR)).on_other_side is False


def test_a_two_way_trip_goes_on_over_there_and_ends_when_it_is_back():
    over = journey("two_way")
    assert seen(*over).is_open
    assert seen(*over).on_other_side
    returned = [*over, row("returned", 20 * HOUR, goods="fruit")]
    assert (seen(*returned).is_open, seen(*returned).on_other_side) == (True, False)
    back = [given("back_border_guard", 20 * HOUR), given("back_customs", 21 * HOUR)]
    assert seen(*over, *back).ended_us == at(21 * HOUR)
    assert not seen(*over, *back).on_other_side


def test_a_doubtful_confirmation_counts_when_the_server_took_it_and_is_marked():
    ahead = given("payment", 99, recorded_us=at(20))
    answer = seen(declared(), ahead)
    assert answer.milestones["paid"] == at(20)
    assert answer.doubtful == ("paid",)
    mended = given("payment", 18, corrects=2)
    assert seen(declared(), ahead, mended).doubtful == ()


def test_rows_of_another_subject_or_out_of_order_are_no_part_of_a_visit():
    visit = visit_of(declared())
    for stray in (row("moved", subject="v2", seq=2), row("moved", seq=1)):
        with pytest.raises(ValueError, match="cannot follow"):
            advance(visit, stray)
    with pytest.raises(ValueError, match="corrects no row"):
        advance(visit, row("voided", corrects=9, seq=2))
