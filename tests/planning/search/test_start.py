"""A plan that is not whole is rounded into the room."""

from hypothesis import given
from hypothesis import strategies as st

from cuakhau.planning.search.finding import find_levers
from cuakhau.planning.search.fluid.start import find_fluid, round_plan
from cuakhau.planning.search.lever import Budget, Room
from planning.search.grounds import example, search
from planning.search.rooms import rooms


@given(rooms(), st.data())
def test_a_rounded_plan_keeps_the_budget(room, data):
    values = tuple(data.draw(st.floats(lever.low, lever.high)) for lever in room.levers)
    assert room.allows(round_plan(room, values))


def test_whole_numbers_that_fit_stay_as_they_are():
    levers = find_levers(example(), search("officers"))
    room = Room(levers, Budget(vnd=10**9, people=100))
    wanted = room.turned(room.today, [(0, 1), (3, 2), (5, -1)])
    assert round_plan(room, tuple(map(float, wanted))) == wanted


def test_the_fluid_of_a_zone_bounds_and_begins():
    levers = find_levers(example(1), search("officers", "opening"))
    room = Room(levers, Budget(vnd=2_000_000, people=3))
    fluid = find_fluid(example(1), room)
    assert fluid.wait_s >= 0
    assert room.allows(fluid.start)
