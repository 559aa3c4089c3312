"""What these tests share: a gate of the example zone, and one of Lạng Sơn with its history."""

import pytest

from cuakhau.portfolio.directives import remembered
from cuakhau.portfolio.directives.models import HISTORY, Directive
from cuakhau.zone.load import find_zone
from officers import desk_database, gate, serve  # noqa: F401


@pytest.fixture
def lang_son(desk_database, monkeypatch):  # noqa: F811
    """The real zone at the noon of the tests, with what its history remembers."""
    here = serve(find_zone("lang-son"), monkeypatch)
    remembered._done.clear()
    remembered.remember(here.zone, at=here.now)  # nothing is new where an earlier test had it done
    assert Directive.objects.filter(zone=here.zone.name, origin=HISTORY).count() == 11
    return here
