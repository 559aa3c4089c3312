"""The refusals that `tests/people/test_proofs.py` leaves out: all other cells of the rights."""

import pytest

from desk import desk_database  # noqa: F401
from people.proofs import PROOFS
from people.test_proofs import REST, gate, stand_on, zone_of_all  # noqa: F401


@pytest.mark.parametrize(("act", "role", "cell"), REST)
def test_an_act_is_refused_as_the_table_says(gate, act, role, cell):  # noqa: F811
    assert cell == "no"
    assert not PROOFS[act](stand_on(gate, role))
