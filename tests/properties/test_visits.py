"""A visit is what was said of it, in whatever order the rows came in."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.movement.view import view
from cuakhau.movement.visit import advance, fold, start
from movement.rows import LANG_SON, at, declared, numbered, row
from movement.rows import given as confirmed

minutes = st.integers(0, 600)
STEPS = [one.step for one in LANG_SON.procedures[0].steps]
SAID = st.one_of(
    st.builds(confirmed, st.sampled_from(STEPS), minutes),
    st.builds(
        lambda step, minute: confirmed(step, minute, recorded_us=at(0)),
        st.sampled_from(STEPS),
        minutes,
    ),
    st.builds(lambda m, p: row("moved", m, place=p), minutes, st.sampled_from(["a", "b"])),
    st.builds(lambda m, p: row("rerouted", m, place=p), minutes, st.sampled_from(["a", "b"])),
    st.builds(
        lambda kind, m, agency: row(kind, m, agency=agency),
        st.sampled_from(["held", "released"]),
        minutes,
        st.sampled_from(["customs", "border_guard"]),
    ),
    st.builds(row, st.sampled_from(["crossed", "returned", "turned_back"]), minutes),
    st.builds(
        lambda kind, m, other: row(kind, m, other=other),
        st.sampled_from(["linked", "unlinked"]),
        minutes,
        st.sampled_from(["v2", "v3"]),
    ),
    st.builds(
        lambda m, other: row("swapped", m, step="plate", other=other),
        minutes,
        st.sampled_from(["p2", "p3"]),
    ),
)
procedures = st.sampled_from(["export", "import", "two_way", "transload_giving"])


@given(procedures, st.lists(SAID, max_size=12), st.randoms(use_true_random=False))
def test_any_order_of_independent_rows_gives_the_same_view(procedure, said, random):
    first = declared(procedure, other="p1")
    shuffled = random.sample(said, len(said))
    one = fold("lang-son", "v1", numbered([first, *said]))
    other = fold("lang-son", "v1", numbered([first, *shuffled]))
    assert view(LANG_SON, one) == view(LANG_SON, other)


@given(st.lists(SAID, max_size=12))
def test_each_prefix_advances_to_the_next(said):
    rows = numbered([declared(), *said])
    visit = start("lang-son", "v1")
    for count, event in enumerate(rows, 1):
        visit = advance(visit, event)
        assert visit == fold("lang-son", "v1", rows[:count])
    assert fold("lang-son", "v1", reversed(rows)) == visit


@given(st.lists(SAID, min_size=1, max_size=8))
def test_a_repeated_confirmation_moves_nothing(said):
    later = [msgspec.structs.replace(e, happened_us=e.happened_us + 1) for e in said]
    once = view(LANG_SON, fold("lang-son", "v1", numbered([declared(), *said])))
    twice = [e for e in later if e.kind == "confirmed" and e.happened_us <= e.recorded_us]
    again = view(LANG_SON, fold("lang-son", "v1", numbered([declared(), *said, *twice])))
    assert again.milestones == once.milestones


corrections = st.lists(
    st.tuples(st.sampled_from(["new", "correct", "void"]), st.integers(0, 30), minutes),
    max_size=15,
)


@given(corrections)
def test_the_last_word_at_each_seat_counts(acts):
    """A model in a dictionary: seat → (number of the row that holds it, kind, minute)."""
    seats, visit = (
        {1: (1, "declared", -60)},
        advance(start("lang-son", "v1"), numbered([declared()])[0]),
    )
    for act, choice, minute in acts:
        seq = visit.seq + 1
        seat = seq if act == "new" else sorted(seats)[choice % len(seats)]
        named = {"new": None, "correct": seats.get(seat, (0,))[0], "void": seat}[act]
        kind = "voided" if act == "void" else "held"
        visit = advance(visit, row(kind, minute, agency="customs", seq=seq, corrects=named))
        seats[seat] = (seq, kind, minute)
    held = [(s, *seats[s]) for s in sorted(seats)]
    assert [(e.seat, e.seq, e.kind, e.happened_us) for e in visit.entries] == [
        (seat, seq, kind, at(minute)) for seat, seq, kind, minute in held
    ]
    assert [e.seat for e in visit.standing] == [s for s, _, kind, _ in held if kind != "voided"]


@given(procedures, st.dictionaries(st.sampled_from(STEPS), minutes))
def test_milestones_are_the_predicates_of_the_zone(procedure, given_at):
    rows = [declared(procedure), *(confirmed(step, minute) for step, minute in given_at.items())]
    seen = view(LANG_SON, fold("lang-son", "v1", numbered(rows)))
    plain = {}
    for milestone in LANG_SON.milestones:
        if milestone.procedures and procedure not in milestone.procedures:
            continue
        options = [given_at[step] for step in milestone.any_of if step in given_at]
        if all(step in given_at for step in milestone.all_of) and (options or not milestone.any_of):
            parts = [given_at[step] for step in milestone.all_of]
            plain[milestone.id] = at(max([*parts, *([min(options)] if options else [])]))
    assert seen.milestones == plain
