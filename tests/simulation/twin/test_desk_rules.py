"""Whatever a run of a twin writes, the rules of the desk accept, and they find nothing to flag."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from cuakhau.movement.around import Around
from cuakhau.movement.rules.check import check
from cuakhau.movement.visit import advance, start
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder

ENOUGH = 12


@pytest.mark.parametrize(
    ("name", "day"), [("example", date(2025, 6, 2)), ("lang-son", date(2026, 1, 5))]
)
def test_every_row_is_accepted(name: str, day: date):
    zone = find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    back = tuple(replace(row, empty=0.5, goods="fruit") for row in twin.two_ways)
    network = build_network(zone, replace(twin, two_ways=back), first_day=day, days=2)
    log = log_of(run(network, seed=1, log="full"), run_id="tried")
    events = list(log.events())
    loads = {event.goods for event in events if event.kind == "returned"}
    assert loads == ({"empty", "fruit"} if back else set())
    procedures = {event.subject: event.procedure for event in events if event.kind == "declared"}
    # the rules are asked of some dozens of visits of each procedure, and of all that go astray
    number = Counter[str | None]()
    some = {e.subject for e in events if e.kind in ("correction_asked", "turned_back", "crossed")}
    for subject, procedure in procedures.items():
        number[procedure] += 1
        if number[procedure] <= ENOUGH:
            some.add(subject)
    state, kinds = start(zone.name, ""), Counter[str]()
    for event in (event for event in events if event.subject in some):
        if event.subject != state.subject:
            state = start(zone.name, event.subject)
        around = Around(
            known_others=frozenset(procedures),
            other_procedure=procedures.get(event.other) if event.other else None,
        )
        assert check(zone, state, event, around) == (), event
        state = advance(state, event)
        kinds[event.kind] += 1
    assert kinds["confirmed"] > 400
    assert {"declared", "confirmed", "linked", "correction_asked", "turned_back"} <= set(kinds)
