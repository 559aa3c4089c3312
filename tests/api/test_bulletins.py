"""GET /bulletins/DAY: counted now, or as it was issued."""

from datetime import date, timedelta

import pytest

from cuakhau.reports.issuing import issue
from cuakhau.reports.reading import read_data
from desk import NOON

DAY = "2024-08-22"
OUT = ("exit_border_guard", "exit_customs")


@pytest.fixture
def cleared(caller, visit):
    """One lorry of fruit that has left."""
    agencies = {"border_guard": caller("border_guard"), "customs": caller("customs")}
    for minutes, step in enumerate(("border_guard_in", "customs_in", *OUT), start=-30):
        answer = agencies[step.partition("_in")[0].removeprefix("exit_")].confirm(
            visit, step, minutes
        )
        assert answer.status_code == 201, answer.content
    return visit


def test_a_day_is_counted_from_the_log(caller, cleared):
    answer = caller("customs").get(f"/bulletins/{DAY}")
    assert answer.status_code == 200, answer.content
    assert answer.json()["issued_at"] is None
    assert '"cleared"' in answer.content.decode()


def test_an_issued_bulletin_is_given_as_it_was_issued(caller, cleared, zone):
    before = caller("customs").get(f"/bulletins/{DAY}").json()["bulletin"]
    at = NOON + timedelta(days=1)
    issue(read_data(zone), date(2024, 8, 22), by="test", at=at, nonce="b1")
    caller("customs").confirm(cleared, "customs_check", minutes=-40)
    answer = caller("customs").get(f"/bulletins/{DAY}").json()
    assert answer["issued_by"] == "test"
    assert answer["bulletin"]["whole"] == before["whole"]


@pytest.mark.parametrize(("day", "status"), [("2024-13-01", 400), ("2019-01-01", 422)])
def test_a_day_that_is_none_or_has_nothing_is_refused(caller, cleared, day, status):
    assert caller("customs").get(f"/bulletins/{day}").status_code == status


def test_a_firm_may_not_read_it(caller):
    assert caller("", ["read"]).get(f"/bulletins/{DAY}").json()["rule"] == "A7"
