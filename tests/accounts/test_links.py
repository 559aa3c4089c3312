"""The driver's link: good for one visit of one zone until its day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.accounts.links import sign, verify
from cuakhau.accounts.refusals import NotLetIn
from desk import desk_database  # noqa: F401 it wakes Django

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
VISITS = st.text(alphabet="ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-", min_size=1, max_size=30)


@given(VISITS)
def test_what_was_signed_is_read(visit):
    assert verify("example", sign("example", visit, at=NOW), at=NOW) == visit


@given(VISITS, st.data())
def test_a_changed_letter_is_forged(visit, data):
    token = sign("example", visit, at=NOW)
    at = data.draw(st.integers(0, len(token) - 1))
    changed = token[:at] + ("x" if token[at] != "x" else "y") + token[at + 1 :]
    with pytest.raises(NotLetIn, match="A29"):
        verify("example", changed, at=NOW)


@pytest.mark.parametrize("token", ["", "V1", "V1~", "~~", "V1~abc~", "é~1~x", "V1~" + "z" * 40])
def test_what_is_no_link_is_refused(token):
    with pytest.raises(NotLetIn, match="A29"):
        verify("example", token, at=NOW)


def test_a_link_ends():
    token = sign("example", "V1", at=NOW, holds_for=timedelta(days=1))
    assert verify("example", token, at=NOW + timedelta(hours=23)) == "V1"
    with pytest.raises(NotLetIn, match="A30") as ended:
        verify("example", token, at=NOW + timedelta(days=1))
    assert "02/03/2026" in ended.value.reason("vi")


def test_a_link_of_the_demo_opens_nothing_real():
    with pytest.raises(NotLetIn, match="A29"):
        verify("example", sign("example-demo", "V1", at=NOW), at=NOW)
