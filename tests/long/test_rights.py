"""The rights that `tests/people/test_proofs.py` leaves out: all other cells of the table."""

import pytest

from desk import desk_database  # noqa: F401
from people.proofs import PROOFS
from people.test_proofs import REST, REST_OWN, gate, stand_on, zone_of_all  # noqa: F401


@pytest.mark.parametrize(("act", "role", "cell"), REST)
def test_an_act_is_let_through_as_the_table_says(gate, act, role, cell):  # noqa: F811
    assert PROOFS[act](stand_on(gate, role)) == (cell != "no")


@pytest.mark.parametrize(("act", "role"), REST_OWN)
def test_what_belongs_to_others_is_refused(gate, act, role):  # noqa: F811
    assert not PROOFS[act](stand_on(gate, role, agency="another", firm="firm-b"))
