"""A move never leaves the room: not the budget, not the ends, not the sums."""

from hypothesis import given
from hypothesis import strategies as st

from cuakhau.planning.search.lever import Budget, Lever, Room
from cuakhau.planning.search.walk.moves import adding, neighbours, swap
from planning.search.rooms import rooms


@given(rooms(), st.data())
def test_every_move_keeps_the_budget(room, data):
    plan = room.today
    assert room.allows(plan)
    for _ in range(4):
        found = list(neighbours(room, plan))
        for one in found:
            assert room.cost_vnd(one) <= room.budget.vnd
            assert room.more_people(one) <= room.budget.people + 1e-9
            assert all(
                lever.low <= value <= lever.high
                for lever, value in zip(room.levers, one, strict=True)
            )
        assert plan not in found
        assert len(found) == len(set(found))
        assert set(adding(room, plan)) <= set(found)
        plan = data.draw(st.sampled_from(found)) if found else plan


@given(rooms())
def test_levers_that_share_keep_their_sum(room):
    shared = [n for n, lever in enumerate(room.levers) if lever.share]
    for plan in neighbours(room, room.today):
        assert sum(plan[n] for n in shared) == sum(room.today[n] for n in shared)


def post(name, *, agency="customs", vnd=100, today=2):
    return Lever(
        id=name, kind="officers", target=name, low=1, high=9, today=today, vnd=vnd, people=1.0,
        agency=agency,
    )  # fmt: skip


def test_people_move_among_the_posts_of_their_agency_only():
    room = Room(
        (post("scale"), post("papers"), post("passport", agency="border")),
        Budget(vnd=10_000, people=0),
    )
    assert swap(room, room.today, 0, 1) == (3, 1, 2)
    assert swap(room, room.today, 0, 2) is None
    assert list(adding(room, room.today)) == []


def test_a_swap_gives_as_much_as_it_must():
    room = Room((post("dear", vnd=250), post("plain", today=5)), Budget(vnd=0, people=9))
    assert swap(room, room.today, 0, 1) == (3, 2)


def test_what_an_agency_saves_does_not_pay_people_of_another():
    room = Room((post("a"), post("b", agency="border")), Budget(vnd=10_000, people=1))
    assert room.allows((3, 1))
    assert not room.allows((4, 1))
