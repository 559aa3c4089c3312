"""What these tests share: a gate, a collector's till, and short ways to charge and pay."""

from itertools import count

import pytest

from cuakhau.operations.payments.models import Line
from cuakhau.operations.payments.taking.take import Paying, take
from officers import desk_database, gate  # noqa: F401

_numbers = count(1)


class Till:
    """What a collector does at the gate. The example's tariff asks 300,000 of a VT4."""

    def __init__(self, gate):  # noqa: F811
        self.gate, self.zone = gate, gate.zone

    def arrive(self, **more):
        """A vehicle that has come in and waits for payment."""
        said = {"goods": "other", "vehicle_class": "VT4", **more}
        number = self.gate.declare(**said)
        self.gate.confirm(number, "border_guard_in", "customs_in")
        return number

    def pay(self, number, means="cash", by="lan", nonce=None, **more):
        numbers = (number,) if isinstance(number, str) else tuple(number)
        paying = Paying(numbers=numbers, agency="fee_collector", means=means, **more)
        nonce = nonce or f"pay-{next(_numbers)}"
        return take(self.zone, paying, by=by, at=self.gate.now, nonce=nonce)

    def balance(self, account, **about):
        lines = Line.objects.filter(zone=self.zone.name, account=account, **about)
        return sum(lines.values_list("amount_vnd", flat=True))


@pytest.fixture
def till(gate):  # noqa: F811
    return Till(gate)
