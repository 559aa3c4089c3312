"""One event, one row; a repeated request, one row; a refused one, none."""

from journal.movements import append, declared, journey


def test_rows_are_numbered_and_chained(zone):
    answers = [append(zone, row) for row in journey(zone, "v1")]
    assert [answer.seq for answer in answers] == list(range(1, 13))
    assert len({answer.hash for answer in answers}) == 12


def test_the_same_request_gets_the_first_answer(zone):
    first = append(zone, declared(zone, "v1"), nonce="a")
    again = append(zone, declared(zone, "v1"), nonce="a")
    assert again.repeated
    assert (again.seq, again.hash, again.flags) == (first.seq, first.hash, first.flags)
