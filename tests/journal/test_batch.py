"""A batch is its rows one by one, in one transaction, answered row by row."""

import pytest

from cuakhau.journal import batch, read
from cuakhau.journal.errors import NotWritten
from cuakhau.journal.models import Refusal
from journal.movements import append, declared, event, journey, minute

EVENING = minute(600)


def append_batch(zone, rows, nonce="b", on_bad="refuse_all", at=EVENING):
    return batch.append_batch(zone, rows, nonce=nonce, by="device-7", at=at, on_bad=on_bad)


def bad(zone, subject):
    return event(zone, subject, "confirmed", step="no_such_step", agency="customs")


def with_one_bad_row(zone, good=499):
    rows = [row for number in range(50) for row in journey(zone, f"v{number}")][:good]
    return [*rows[:200], bad(zone, "v3"), *rows[200:]]


def test_a_batch_writes_what_single_appends_write(zone):
    other = zone.renamed(f"other-{zone.name}")
    for row in journey(zone, "v1"):
        append(zone, row, at=EVENING)
    append_batch(other, journey(other, "v1"))
    ours, theirs = (read.find_visit(z.name, "v1") for z in (zone, other))
    assert ours.entries == theirs.entries
    assert [e.flags for e in read.list_events(zone.name, "v1")] == [
        e.flags for e in read.list_events(other.name, "v1")
    ]


def test_a_batch_goes_on_where_visits_stand(zone):
    first, *rest = journey(zone, "v1")
    append(zone, first)
    answer = append_batch(zone, [*rest, *journey(zone, "v2")])
    assert [row.seq for row in answer.rows] == [*range(2, 13), *range(1, 13)]


def test_one_bad_row_in_500_is_left_out_when_the_good_ones_are_to_be_kept(zone):
    answer = append_batch(zone, with_one_bad_row(zone), on_bad="keep_good")
    assert len(read.log(zone.name)) == len(answer.appended) == 499
    assert [(r.row, r.refusal.rule) for r in answer.refused] == [(200, "M12")]


def test_one_bad_row_in_500_refuses_all_when_all_or_nothing_is_asked(zone):
    answer = append_batch(zone, with_one_bad_row(zone))
    assert len(read.log(zone.name)) == 0
    assert answer.rows[200].refusal.rule == "M12"
    assert {r.refusal.rule for r in answer.refused if r.row != 200} == {"J8"}


def test_each_refused_row_is_kept_with_its_rule(zone):
    append_batch(zone, [declared(zone, "v3"), bad(zone, "v3")], on_bad="keep_good")
    [kept] = Refusal.objects.filter(zone=zone.name)
    assert (kept.row, kept.rule, kept.subject, kept.by) == (1, "M12", "v3", "device-7")


@pytest.mark.parametrize("on_bad", ["keep_good", "refuse_all"])
def test_a_repeated_batch_gets_its_first_answer(zone, on_bad):
    rows = [*journey(zone, "v1"), *([bad(zone, "v1")] if on_bad == "keep_good" else [])]
    first = append_batch(zone, rows, on_bad=on_bad)
    again = append_batch(zone, rows, on_bad=on_bad, at=minute(700))
    assert again.repeated
    assert [(r.seq, r.hash, r.flags) for r in again.appended] == [
        (r.seq, r.hash, r.flags) for r in first.appended
    ]
    assert [str(r.refusal) for r in again.refused] == [str(r.refusal) for r in first.refused]
    assert len(read.log(zone.name)) == 12


def test_another_batch_under_the_same_nonce_is_refused(zone):
    append_batch(zone, journey(zone, "v1"))
    with pytest.raises(NotWritten, match="J1"):
        append_batch(zone, journey(zone, "v2"))
    assert read.find_visit(zone.name, "v2") is None


def test_an_empty_batch_is_refused(zone):
    with pytest.raises(NotWritten, match="J9"):
        append_batch(zone, [])


def test_rows_of_a_batch_see_each_other(zone):
    rows = [
        declared(zone, "v1", other="plate-1"),
        declared(zone, "v2", other="plate-1"),
        event(zone, "v2", "merged", other="v1", agency="dispatcher", at=minute(1)),
    ]
    answer = append_batch(zone, rows)
    assert [("M35" in row.flags) for row in answer.appended] == [False, True, False]


def test_two_subjects_change_together_or_not_at_all(zone):
    append(zone, declared(zone, "v1"))
    rows = [
        event(zone, "v1", "merged", other="v2", agency="dispatcher", at=minute(1)),
        declared(zone, "v2"),
    ]
    assert append_batch(zone, rows).refused
    assert [e.kind for e in read.list_events(zone.name, "v1")] == ["declared"]


def test_texts_that_copy_would_take_for_marks_come_back(zone):
    note = {"record": 'tab\there, line\nhere, back\\slash, \\N, quote"'}
    told = {"payload": note, "device": '\\N, "a"\\x', "run": "", "other": None}
    append_batch(zone, [declared(zone, "v1", **told)])
    [kept] = read.list_events(zone.name, "v1")
    assert {name: getattr(kept, name) for name in told} == told
