"""A secret row does not exist for anybody but its agency, whatever corrects it."""

from itertools import product

import pytest

from cuakhau.movement.event import Event
from cuakhau.movement.secrecy import SECRET_WORDS, see_alone, visible, without_secrets
from cuakhau.movement.visit import fold
from journal.example import EXAMPLE

HOUR_US = 3_600_000_000


def row(seq, kind="confirmed", step=None, agency="customs", corrects=None, **more):
    return Event(
        zone="z",
        subject_kind="visit",
        subject="v",
        kind=kind,
        step=step,
        agency=agency,
        corrects=corrects,
        seq=seq,
        happened_us=seq * HOUR_US,
        happened_offset_min=420,
        recorded_us=seq * HOUR_US,
        **more,
    )


DECLARED = row(1, "declared", agency=None, procedure="export", place="main_road")
HEALTH = row(2, step="health_check", agency="health_quarantine")
SELECTED = row(3, step="selection", payload={"channel": "red"}, place="inner_yard", looked_at=8)


def see(*rows, agency=None):
    return visible(EXAMPLE, rows, agency)


def state(rows):
    """What stands, without the numbers of rows."""
    return [(e.kind, e.step, e.agency, e.place) for e in fold("z", "v", rows).standing]


def test_only_its_agency_sees_it():
    assert see(DECLARED, HEALTH, SELECTED, agency="customs") == [DECLARED, HEALTH, SELECTED]
    for agency in (None, "border_guard", "health_quarantine", ""):
        assert see(DECLARED, HEALTH, SELECTED, agency=agency) == [DECLARED, HEALTH]


def test_what_takes_it_back_is_not_there_either():
    voided = row(4, "voided", corrects=3)
    assert see(DECLARED, SELECTED, voided) == [DECLARED]
    by_dispatcher = row(4, "voided", agency="dispatcher", corrects=3)
    assert see(DECLARED, SELECTED, by_dispatcher, agency="dispatcher") == [DECLARED]
    seen = see(DECLARED, SELECTED, by_dispatcher, agency="customs")
    assert seen == [DECLARED, SELECTED, by_dispatcher]


def test_a_secret_that_becomes_a_check_is_a_check_of_that_hour():
    checked = row(4, step="customs_check", corrects=3)
    taken_back = row(5, "voided", corrects=3)
    seen = see(DECLARED, SELECTED, checked, taken_back)
    assert [(one.seq, one.kind, one.corrects) for one in seen[1:]] == [
        (4, "confirmed", None),
        (5, "voided", 4),
    ]
    assert state(seen) == state([DECLARED])


def test_a_check_that_becomes_a_secret_no_longer_stands_and_no_more_is_said():
    checked = row(3, step="customs_check")
    selected = row(4, step="selection", corrects=3, payload={"channel": "red"}, place="inner_yard")
    seen = see(DECLARED, checked, selected)[-1]
    assert (seen.kind, seen.step, seen.payload, seen.place) == ("voided", None, None, None)
    assert state(see(DECLARED, checked, selected, row(5, "voided", corrects=3))) == state(
        [DECLARED]
    )


def test_a_hold_is_seen_but_not_why():
    held = row(3, "held", step="selection", payload={"reason": "wanted"}, found="fault")
    seen = see(DECLARED, held)[-1]
    assert (seen.kind, seen.step, seen.payload, seen.found) == ("held", None, None, None)


@pytest.mark.parametrize("word", sorted(SECRET_WORDS))
def test_words_of_selection_are_taken_out_of_any_row(word):
    checked = row(2, step="customs_check", payload={word: "red", "reason": "papers_differ"})
    assert see(DECLARED, checked)[-1].payload == {"reason": "papers_differ"}
    assert see_alone(EXAMPLE, checked, "border_guard").payload == {"reason": "papers_differ"}
    assert see(DECLARED, checked, agency="customs")[-1] is checked
    assert see(row(1, payload={word: 1}))[0].payload is None


KINDS = [
    ("confirmed", "selection"),
    ("confirmed", "customs_check"),
    ("started", "selection"),
    ("voided", None),
]


@pytest.mark.parametrize("said", list(product(KINDS, KINDS, KINDS)))
def test_the_rows_seen_fold_to_the_state_seen(said):
    """Three rows at one seat, in every order: rows and state agree on what everybody may know."""
    rows = [DECLARED, *(row(2 + n, *one, corrects=2 if n else None) for n, one in enumerate(said))]
    if rows[1].kind == "voided":
        rows[1] = row(2, "moved", place="inner_yard")
    public = without_secrets(EXAMPLE, fold("z", "v", rows))
    assert state(see(*rows)) == [(e.kind, e.step, e.agency, e.place) for e in public.standing]


def test_without_a_secret_a_visit_is_the_same_value():
    visit = fold("z", "v", [DECLARED, HEALTH])
    assert without_secrets(EXAMPLE, visit) is visit
