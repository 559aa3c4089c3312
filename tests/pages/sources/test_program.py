"""A program passes on what another system knows, under the name of that source."""

from cuakhau.journal.read import list_events
from cuakhau.operations.sources import register
from cuakhau.operations.sources.register import NewSource
from desk import NOON


def test_an_event_carries_its_source(zone, caller, visit):
    new = NewSource(name="Camera bãi", kind="camera", agency="customs")
    source = register.open_source(zone, new, by="test", at=NOON)
    answer = caller("customs").confirm(visit, "customs_in", way="camera", source=source.id)
    assert answer.status_code == 201, answer.content
    assert list_events(zone.name, visit)[-1].payload == {"source": source.id}


def test_a_source_that_nobody_opened_is_refused(zone, caller, visit):
    answer = caller("customs").confirm(visit, "customs_in", source="nowhere")
    assert answer.status_code == 422
    assert answer.json()["rule"] == "W9"
    assert len(list_events(zone.name, visit)) == 1
