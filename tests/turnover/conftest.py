"""What these tests share: a gate of the example zone, and one of Lạng Sơn with its history."""

import pytest

from cuakhau.turnover.demo import seed
from officers import desk_database, gate, lang_son  # noqa: F401


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    """Snapshots of facts lie in a folder of the test."""
    settings.TRADE_FOLDER = tmp_path / "trade"


@pytest.fixture
def demo(gate):  # noqa: F811
    """The gate with the lines and targets that a demo begins with."""
    seed(gate.zone, by="demo", at=gate.now)
    return gate
