"""What these tests share."""

import pytest

from officers import desk_database, gate  # noqa: F401


@pytest.fixture
def arrive(gate):  # noqa: F811
    """Lets vehicles stand in the yard, a minute apart: `arrive(3)` gives their numbers."""

    def make(number=1, yard="inner_yard", **more):
        made = []
        for _ in range(number):
            visit = gate.declare(**more)
            gate.confirm(visit, "border_guard_in", "customs_in")
            gate.write(visit, "confirmed", step="yard_in", agency="yard_operator", place=yard)
            gate.later(minutes=1)
            made.append(visit)
        return made

    return make
