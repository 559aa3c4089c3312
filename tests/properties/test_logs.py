"""A log keeps every row to the letter, through columns and through a file."""

from hypothesis import given
from hypothesis import strategies as st

from cuakhau.movement.event import ANALYTIC_FIELDS
from cuakhau.movement.log import from_events, read
from cuakhau.movement.visit import fold
from movement.rows import declared, numbered
from movement.rows import given as confirmed
from movement.strategies import events

subjects = st.sampled_from(["v1", "v2", "đ3"])
logs = st.lists(events(subject=subjects), unique_by=lambda e: (e.subject, e.seq), max_size=6)


def analytic(event):
    return {name: getattr(event, name) for name in ANALYTIC_FIELDS}


@given(logs)
def test_columns_and_a_file_keep_every_row(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "log.parquet"
    log = from_events("example", rows)
    log.write(path)
    wanted = sorted((analytic(e) for e in rows), key=lambda r: (r["subject"].encode(), r["seq"]))
    assert [analytic(event) for event in log.events()] == wanted
    assert list(read("example", path).events()) == list(log.events())


trips = st.dictionaries(
    st.sampled_from(["v1", "v2", "v3"]),
    st.lists(st.tuples(st.sampled_from(["permit", "payment"]), st.integers(0, 99)), max_size=4),
)


@given(trips)
def test_a_log_folds_to_the_visits_that_wrote_it(said):
    rows = []
    for subject, pairs in said.items():
        steps = [confirmed(step, minute, subject=subject) for step, minute in pairs]
        rows += numbered([declared(subject=subject), *steps])
    folded = [fold("lang-son", s, [e for e in rows if e.subject == s]) for s in sorted(said)]
    assert list(from_events("lang-son", reversed(rows)).visits()) == folded
