"""Rooms of plans as Hypothesis draws them."""

from hypothesis import strategies as st

from cuakhau.planning.search.lever import Budget, Lever, Room


@st.composite
def levers(draw, number):
    low = draw(st.integers(0, 3))
    today = low + draw(st.integers(0, 4))
    kind = draw(st.sampled_from(["officers", "places", "slots"]))
    shared = kind == "slots"
    return Lever(
        id=f"lever-{number}",
        kind=kind,
        target=f"post-{number}",
        low=low,
        high=today + draw(st.integers(0, 6)),
        today=today,
        vnd=0 if shared else draw(st.integers(0, 500)),
        people=0 if shared else draw(st.sampled_from([0.0, 0.5, 1.0])),
        agency=draw(st.sampled_from(["customs", "border"])),
        share="fruit" if shared else "",
        step=draw(st.integers(1, 3)),
    )


@st.composite
def rooms(draw):
    number = draw(st.integers(1, 6))
    budget = Budget(vnd=draw(st.integers(0, 2_000)), people=draw(st.integers(0, 4)))
    return Room(tuple(draw(levers(n)) for n in range(number)), budget)
