"""Over random histories: the projection is the fold, nonces are taken once, batches are rows."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.journal import batch, read, rebuild, verify, write
from cuakhau.movement.visit import fold
from cuakhau.zone.refusal import Refusal
from journal.example import fresh_zone
from journal.movements import EXPORT_STEPS, event, minute

SUBJECTS = ("v1", "v2")
rows = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("confirmed"), "said": st.sampled_from(EXPORT_STEPS)},
    ),
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["amended", "held", "released", "turned_back", "crossed"])},
        optional={"goods": st.sampled_from(["fruit", "ore"]), "other": st.just("plate-1")},
    ),
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["moved", "called"]), "place": st.just("inner_yard")}
    ),
    st.fixed_dictionaries({"kind": st.just("voided"), "corrects": st.integers(1, 6)}),
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["linked", "merged"]), "other": st.sampled_from(SUBJECTS)}
    ),
)
histories = st.lists(st.tuples(st.sampled_from(SUBJECTS), rows, st.integers(-30, 300)), max_size=25)


def events_of(zone, history):
    """Both visits declared for the same plate, then what was drawn."""
    declared = {"procedure": "export", "place": "main_road", "other": "plate-1"}
    yield from (event(zone, subject, "declared", **declared) for subject in SUBJECTS)
    for subject, fields, at in history:
        named = dict(fields)
        named["step"], named["agency"] = named.pop("said", (None, "dispatcher"))
        yield event(zone, subject, at=minute(at), **named)


def append_all(zone, history):
    """Append one by one; give the answers, None where a rule refused."""
    answers = []
    for number, row in enumerate(events_of(zone, history)):
        try:
            answers.append(write.append(zone, row, nonce=f"b-{number}", by="o", at=minute(400)))
        except Refusal:
            answers.append(None)
    return answers


@settings(max_examples=40)
@given(history=histories)
def test_the_projection_is_the_fold_of_the_log(migrated, history):
    zone = fresh_zone()
    append_all(zone, history)
    for visit in read.log(zone.name).visits():
        assert visit == read.get_visit(zone.name, visit.subject)
        assert visit == fold(zone.name, visit.subject, read.list_events(zone.name, visit.subject))
    assert [d for d in rebuild.compare().differences if d.zone == zone.name] == []
    assert verify.verify(zone.name).is_sound


@settings(max_examples=25)
@given(history=histories)
def test_a_batch_gives_the_rows_and_flags_of_single_appends(migrated, history):
    one, many = fresh_zone(), fresh_zone()
    answers = append_all(one, history)
    said = batch.append_batch(
        many, list(events_of(many, history)), nonce="b", by="o", at=minute(400), on_bad="keep_good"
    )
    assert [a and (a.subject, a.seq, a.flags) for a in answers] == [
        None if isinstance(row, batch.Refused) else (row.subject, row.seq, row.flags)
        for row in said.rows
    ]
    assert [d for d in rebuild.compare().differences if d.zone == many.name] == []


@settings(max_examples=25)
@given(history=histories, order=st.randoms(use_true_random=False))
def test_a_repeated_nonce_never_writes_twice(migrated, history, order):
    zone, tries = fresh_zone(), count()
    sent = [(f"n{number}", row) for number, row in enumerate(events_of(zone, history))]
    first = {}
    for nonce, row in sent + order.sample(sent, len(sent)):
        try:
            answer = write.append(zone, row, nonce=nonce, by="o", at=minute(400 + next(tries)))
        except Refusal:
            continue
        assert answer.repeated == (nonce in first)
        assert first.setdefault(nonce, answer.hash) == answer.hash
    assert len(read.log(zone.name)) == len(first)
