"""Commands against the database of the tests."""

from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from cuakhau.cli import _django, main
from desk import desk_database  # noqa: F401


@pytest.fixture(scope="module")
def cuakhau(desk_database):  # noqa: F811
    """Runs a command against the database of the tests."""
    patch = pytest.MonkeyPatch()
    patch.setattr(_django, "database", lambda **_: nullcontext())
    patch.setattr(_django, "wake", lambda _: None)
    yield lambda *words: CliRunner().invoke(main, [str(word) for word in words])
    patch.undo()
