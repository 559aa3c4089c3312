"""What every test shares: a data folder of its own, and examples that repeat."""

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# `ci` gives the same examples each time, so that a red run can be run again. `long` and `search`
# draw new ones: HYPOTHESIS_PROFILE=search pytest tests/movement
SLOW_IS_FINE = [HealthCheck.too_slow]
settings.register_profile(
    "ci", derandomize=True, database=None, deadline=None, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile(
    "search", max_examples=1_000, deadline=None, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile(
    "long", max_examples=10_000, deadline=None, suppress_health_check=SLOW_IS_FINE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

HOME = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Never touch the database of the person who runs the tests."""
    config.stash[HOME] = tempfile.mkdtemp(prefix="cuakhau-test-")
    os.environ["CUAKHAU_HOME"] = config.stash[HOME]
    os.environ.pop("DATABASE_URL", None)


def pytest_collection_finish() -> None:
    """Leave half a million objects, collected with the tests, out of the rounds of the collector.

    Full rounds over them took one second of twenty; the server spares its own in the same way.
    """
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    gc.unfreeze()  # or libraries written in C complain of what was never let go
    shutil.rmtree(config.stash[HOME], ignore_errors=True)
