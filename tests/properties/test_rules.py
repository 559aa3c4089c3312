"""Whatever a row says, the rules answer: marks, or a refusal by number. Nothing else happens."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.movement import place, rules
from cuakhau.movement.around import Around
from cuakhau.movement.event import PLACE_KINDS, VISIT_KINDS
from cuakhau.movement.rules.check import ALL_RULES
from cuakhau.movement.view import view
from cuakhau.movement.visit import advance, start
from cuakhau.zone.refusal import number_of
from cuakhau.zone.types import LANGUAGES
from movement.rows import FIRST_AGENCY, GATE, LANG_SON, at, declared, journey, numbered, row
from movement.strategies import events, payloads

NUMBERS = {number_of(rule) for rule in ALL_RULES}
some = st.sampled_from
AROUND = st.builds(
    Around,
    open_visit_of_vehicle=some([None, "v7"]),
    places_taken=some([None, 0, 10_000]),
    place_state=some([None, "open", "closed", "slowed"]),
    known_others=some([frozenset(), frozenset({"v2"})]),
    other_procedure=some([None, "transload_receiving", "export"]),
    other_merged_into=some([None, "v3"]),
)
NEAR_MISSES = st.builds(
    lambda kind, minute, **fields: row(kind, minute, **fields),
    some(VISIT_KINDS),
    st.integers(-600, 6_000),
    step=some([None, "plate", "heard", "selection", *FIRST_AGENCY]),
    agency=some([None, "nobody", *dict.fromkeys(FIRST_AGENCY.values()), "dispatcher"]),
    place=some([None, GATE, "chi_ma_yards", "narnia"]),
    other=some([None, "v1", "v2"]),
    procedure=some([None, "export", "two_way", "empty", "transload_giving"]),
    goods=some([None, "fruit", "empty"]),
    recorded_us=st.integers(0, 6_000).map(at),
    corrects=st.none() | st.integers(1, 20),
    payload=payloads,
)


def judged(before, event, around):
    """Whether the row is taken; a refusal has to name its rule and to fill its sentences."""
    refused = None
    try:
        numbers = set(rules.check(LANG_SON, before, event, around))
    except rules.RuleBroken as refusal:
        numbers, refused = {refusal.rule}, refusal
    assert numbers <= NUMBERS
    if refused is not None:
        told = " ".join(refused.reason(one) + refused.cure(one) for one in LANGUAGES)
        assert not re.search(r"\{[a-z_]{3,}\}", told)
    return refused is None


@given(
    some(["export", "two_way", "transload_giving"]),
    st.integers(0, 13),
    st.lists(NEAR_MISSES, max_size=8),
    AROUND,
)
def test_a_row_that_is_taken_can_be_folded_and_seen(procedure, done, tried, around):
    visit = start("lang-son", "v1")
    for event in [*journey(procedure)[:done], *tried]:
        placed = msgspec.structs.replace(event, seq=visit.seq + 1)
        if judged(visit, placed, around):
            visit = advance(visit, placed)
    seen = view(LANG_SON, visit)
    assert seen.seq == visit.seq
    assert not visit.standing or visit.standing[0].kind in ("declared", "amended")


@given(st.lists(events(subject=st.just("v1")), max_size=4), AROUND)
def test_nonsense_is_refused_in_words(made_up, around):
    before = advance(start("lang-son", "v1"), numbered([declared()])[0])
    month = place.start("lang-son", "huu_nghi@2025-12")
    for event in made_up:
        judged(before if event.subject_kind == "visit" else month, event, around)


@given(
    some(PLACE_KINDS), st.integers(-600, 600), some([None, "cn", "cn/import", "cleared", "9h"]),
    some([None, "customs", "dispatcher", "nobody"]), some([None, -1, 0, 5]),
    st.none() | st.integers(1, 9),
)  # fmt: skip
def test_rows_of_places_too(kind, minute, step, agency, amount, corrects):
    month = place.start("lang-son", "huu_nghi@2025-12")
    for seq in (1, 2):
        event = row(
            kind, minute, subject_kind="place", subject=month.subject, step=step, agency=agency,
            amount=amount, corrects=corrects, other="b1", seq=seq,
        )  # fmt: skip
        if judged(month, event, Around()):
            month = place.advance(month, event)
    assert month.seq <= 2
