"""Merge, split and reassign give rows that the rules take and that lose no confirmation."""

import msgspec
import pytest

from cuakhau.movement import rules, transfer
from cuakhau.movement.around import Around
from cuakhau.movement.broken import RuleBroken
from cuakhau.movement.transfer import Act
from cuakhau.movement.view import view
from cuakhau.movement.visit import advance, start
from movement.rows import HOUR, LANG_SON, at, declared, given, row, visit_of

ACT = Act(by="officer-1", agency="dispatcher", at_us=at(5 * HOUR), offset_min=420)
V2 = {"subject": "v2"}


def append(visits, events):
    """Take rows as the journal does: numbered, timed, judged, folded."""
    around = Around(known_others=frozenset(visits))
    flags = []
    for event in events:
        before = visits.get(event.subject) or start("lang-son", event.subject)
        placed = msgspec.structs.replace(event, seq=before.seq + 1, recorded_us=ACT.at_us)
        flags.append(rules.check(LANG_SON, before, placed, around))
        visits[event.subject] = advance(before, placed)
    return flags


def first_half():
    return visit_of(declared(), given("registration", 1), given("payment", 2))


def second_half():
    return visit_of(declared(minute=-9, **V2), given("payment", 3, **V2), given("permit", 4, **V2))


def test_after_a_merge_the_survivor_has_all_confirmations():
    visits = {"v1": first_half(), "v2": second_half()}
    append(visits, transfer.merge(visits["v1"], visits["v2"], act=ACT))
    seen = view(LANG_SON, visits["v2"])
    assert {e.step for e in visits["v2"].standing if e.step} == {
        "registration",
        "payment",
        "permit",
    }
    assert seen.milestones["paid"] == at(2)
    assert (seen.is_open, view(LANG_SON, visits["v1"]).merged_into) == (True, "v2")


def test_what_both_say_alike_is_said_once_and_their_own_link_falls_away():
    gone = visit_of(declared(), given("permit", 4), row("linked", 5, other="v2"))
    stays = visit_of(declared(**V2), given("permit", 4, **V2))
    copies = transfer.merge(gone, stays, act=ACT)
    assert [(event.subject, event.kind) for event in copies] == [("v1", "merged")]


def test_a_copy_keeps_when_who_and_how():
    gone = visit_of(declared(), given("permit", 4, looked_at=1, found="fault", way="scan"))
    copy, _ = transfer.merge(gone, visit_of(declared(**V2)), act=ACT)
    assert (copy.happened_us, copy.agency, copy.looked_at) == (at(4), "transport_station", 1)
    assert (copy.found, copy.way, copy.origin, copy.by) == ("fault", "scan", "desk", "officer-1")
    assert copy.payload == {"from": {"subject": "v1", "seq": 2}}


def test_a_split_leaves_each_vehicle_its_own_rows():
    visits = {"v1": visit_of(declared(other="p1"), given("permit", 1), given("payment", 2))}
    append(visits, transfer.split(visits["v1"], "v9", [3], act=ACT))
    seen = {name: view(LANG_SON, visit) for name, visit in visits.items()}
    assert "paid" in seen["v9"].milestones
    assert "paid" not in seen["v1"].milestones
    assert (seen["v9"].procedure, seen["v9"].vehicle) == ("export", None)
    assert [e.kind for e in visits["v1"].standing] == ["declared", "confirmed", "split"]


def test_a_confirmation_on_the_wrong_vehicle_is_moved():
    visits = {"v1": first_half(), "v2": visit_of(declared(**V2))}
    append(visits, transfer.reassign(visits["v1"], visits["v2"], 3, act=ACT))
    assert "paid" not in view(LANG_SON, visits["v1"]).milestones
    assert view(LANG_SON, visits["v2"]).milestones["paid"] == at(2)


@pytest.mark.parametrize("seat", [1, 7])
def test_a_declaration_or_a_missing_row_cannot_leave(seat):
    with pytest.raises(RuleBroken, match="M76") as refusal:
        transfer.split(first_half(), "v9", [seat], act=ACT)
    assert str(seat) in refusal.value.reason("zh")


def test_a_doubtful_time_is_not_made_certain():
    doubtful = visit_of(declared(), given("permit", 90, recorded_us=at(0)))
    with pytest.raises(RuleBroken, match="M75"):
        transfer.merge(doubtful, visit_of(declared(**V2)), act=ACT)
    with pytest.raises(RuleBroken, match="M75"):
        transfer.reassign(doubtful, visit_of(declared(**V2)), 2, act=ACT)


def test_nothing_can_be_taken_from_a_visit_without_a_declaration():
    with pytest.raises(RuleBroken, match="M77"):
        transfer.split(start("lang-son", "v1"), "v9", [1], act=ACT)
