"""What these tests share."""

import pytest

from cuakhau.operations.sources import register
from cuakhau.operations.sources.register import NewSource
from desk import caller, site, visit, zone  # noqa: F401
from officers import desk_database, gate  # noqa: F401


@pytest.fixture
def source(gate):  # noqa: F811
    """The existing platform, whose confirmations are those of the border guard."""
    new = NewSource(name="Nền tảng cũ", kind="platform", agency="border_guard")
    return register.open_source(gate.zone, new, by="test", at=gate.now)
