"""Made-up rows for property tests: anything that the schema can hold."""

from typing import get_args

from hypothesis import strategies as st

from cuakhau.movement.event import (
    MEASURES,
    PLACE_KINDS,
    VISIT_KINDS,
    Event,
    Found,
    Looked,
    Origin,
    Way,
)  # fmt: skip

WHOLE = 2**53 - 1
FIRST_US, LAST_US = 946_684_800_000_000, 4_102_444_799_999_999

names = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
maybe_names = st.none() | names
instants = st.integers(FIRST_US, LAST_US)
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: quarters * 15)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
payloads = st.none() | st.dictionaries(
    words,
    st.recursive(
        st.none() | st.booleans() | st.integers(-WHOLE, WHOLE) | words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@st.composite
def events(draw, subject=names):
    subject_kind = draw(st.sampled_from(("visit", "place")))
    kinds = VISIT_KINDS if subject_kind == "visit" else PLACE_KINDS
    return Event(
        zone="example",
        subject_kind=subject_kind,
        subject=draw(subject),
        seq=draw(st.integers(1, 2**31 - 1)),
        kind=draw(st.sampled_from(kinds)),
        step=draw(maybe_names | st.sampled_from(MEASURES)),
        agency=draw(maybe_names),
        place=draw(maybe_names),
        other=draw(maybe_names),
        procedure=draw(maybe_names),
        goods=draw(maybe_names),
        vehicle_class=draw(maybe_names),
        amount=draw(st.none() | st.integers(-WHOLE, WHOLE)),
        happened_us=draw(instants),
        happened_offset_min=draw(offsets),
        recorded_us=draw(instants),
        recorded_offset_min=draw(offsets),
        started_us=draw(st.none() | instants),
        looked_at=draw(st.integers(0, sum(Looked))),
        found=draw(st.none() | st.sampled_from(get_args(Found))),
        way=draw(st.sampled_from(get_args(Way))),
        corrects=draw(st.none() | st.integers(1, 2**31 - 1)),
        origin=draw(st.sampled_from(get_args(Origin))),
        run=draw(maybe_names),
        by=draw(st.just("") | names),
        device=draw(maybe_names),
        device_seq=draw(st.none() | st.integers(0, 2**31 - 1)),
        payload=draw(payloads),
        flags=tuple(draw(st.lists(st.sampled_from(("M30", "M32", "M40")), unique=True))),
        zone_version=draw(st.just("") | names),
    )
