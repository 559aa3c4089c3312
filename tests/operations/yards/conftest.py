"""What these tests share: a gate at noon, and vehicles that wait in its yard."""

from itertools import count

import pytest

from cuakhau.operations.actions import Signed
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from officers import desk_database, gate  # noqa: F401

YARD = "inner_yard"
_numbers = count(1)


@pytest.fixture
def arrive(gate):  # noqa: F811
    """Lets vehicles stand in the yard, a minute apart: `arrive(3)` gives their numbers."""

    def make(number=1, yard=YARD, **more):
        made = []
        for _ in range(number):
            visit = gate.declare(**more)
            gate.confirm(visit, "border_guard_in", "customs_in")
            gate.write(visit, "confirmed", step="yard_in", agency="yard_operator", place=yard)
            gate.later(minutes=1)
            made.append(visit)
        return made

    return make


@pytest.fixture
def signed(gate):  # noqa: F811
    """Signs an act of this moment with a nonce of its own, or with one that is given."""

    def sign(by="dispatcher-1", nonce=None):
        return Signed(by, gate.now, nonce or f"act-{next(_numbers)}")

    return sign


@pytest.fixture
def line(gate):  # noqa: F811
    """Gives the line as it stands now."""
    return lambda: follow(gate.zone).look(micros(gate.now)).line
