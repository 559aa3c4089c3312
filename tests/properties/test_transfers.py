"""Merging loses nothing and does not care which of two visits lives on."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.movement import transfer
from cuakhau.movement.transfer import Act
from cuakhau.movement.view import view
from cuakhau.movement.visit import advance, fold, start
from movement.rows import LANG_SON, at, declared, numbered
from movement.rows import given as confirmed

STEPS = [one.step for one in LANG_SON.procedures[0].steps]
ACT = Act(by="officer-1", agency="dispatcher", at_us=at(900), offset_min=420)
said = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 600)), max_size=10)


def visit_that_says(subject, pairs):
    rows = [confirmed(step, minute, subject=subject) for step, minute in pairs]
    return fold("lang-son", subject, numbered([declared(subject=subject), *rows]))


def append(visits, events):
    for event in events:
        before = visits.get(event.subject) or start("lang-son", event.subject)
        placed = msgspec.structs.replace(event, seq=before.seq + 1, recorded_us=ACT.at_us)
        visits[event.subject] = advance(before, placed)
    return visits


def milestones(visit):
    return view(LANG_SON, visit).milestones


def steps_of(visit):
    return sorted((e.step, e.happened_us) for e in visit.standing if e.kind == "confirmed")


@given(said, said)
def test_the_survivor_says_all_that_both_said(one, other):
    visits = {"v1": visit_that_says("v1", one), "v2": visit_that_says("v2", other)}
    whole = visit_that_says("v3", [*one, *other])
    append(visits, transfer.merge(visits["v1"], visits["v2"], act=ACT))
    assert set(steps_of(visits["v2"])) == set(steps_of(whole))
    assert milestones(visits["v2"]) == milestones(whole)


@given(said, said)
def test_either_may_live_on(one, other):
    ways = []
    for gone, stays in (("v1", "v2"), ("v2", "v1")):
        visits = {"v1": visit_that_says("v1", one), "v2": visit_that_says("v2", other)}
        append(visits, transfer.merge(visits[gone], visits[stays], act=ACT))
        ways.append(milestones(visits[stays]))
    assert ways[0] == ways[1]


@given(said, st.data())
def test_a_split_shares_the_rows_out(pairs, data):
    visit = visit_that_says("v1", pairs)
    seats = data.draw(st.sets(st.sampled_from(range(2, len(pairs) + 2)))) if pairs else set()
    visits = append({"v1": visit}, transfer.split(visit, "v9", seats, act=ACT))
    leaving = [pairs[seat - 2] for seat in sorted(seats)]
    staying = [pair for seat, pair in enumerate(pairs, 2) if seat not in seats]
    assert steps_of(visits["v9"]) == steps_of(visit_that_says("v9", leaving))
    assert steps_of(visits["v1"]) == steps_of(visit_that_says("v1", staying))


@given(said, said, st.data())
def test_what_is_reassigned_goes_and_comes_back(one, other, data):
    visits = {
        "v1": visit_that_says("v1", [("permit", 1), *one]),
        "v2": visit_that_says("v2", other),
    }
    before = {name: steps_of(visit) for name, visit in visits.items()}
    seat = data.draw(st.integers(2, len(one) + 2))
    append(visits, transfer.reassign(visits["v1"], visits["v2"], seat, act=ACT))
    append(visits, transfer.reassign(visits["v2"], visits["v1"], visits["v2"].seq, act=ACT))
    assert {name: steps_of(visit) for name, visit in visits.items()} == before
