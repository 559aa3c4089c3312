"""The desk's own rules take every row of a simulated day, and have nothing to remark on it."""

from collections import Counter
from datetime import date

import pytest

from cuakhau.movement import rules, visit
from cuakhau.movement.around import Around
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder


@pytest.mark.parametrize(
    ("name", "day", "days"),
    [
        ("example", date(2025, 6, 2), 3),
        ("lang-son", date(2024, 8, 22), 1),
        ("lang-son", date(2024, 8, 25), 1),  # a Sunday
    ],
    ids=str,
)
def test_the_desk_would_have_taken_every_row(name, day, days):
    zone = find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    made = run(build_network(zone, twin, first_day=day, days=days), seed=1, log="full")
    events = sorted(log_of(made, run_id="r").events(), key=lambda event: event.recorded_us)
    states, procedures, kinds, flags = {}, {}, Counter(), Counter()
    for event in events:
        state = states.get(event.subject) or visit.start(event.zone, event.subject)
        around = Around(
            known_others=frozenset(procedures), other_procedure=procedures.get(event.other)
        )
        flags.update(rules.check(zone, state, event, around))  # raises where one is refused
        states[event.subject] = visit.advance(state, event)
        kinds[event.kind] += 1
        if event.kind == "declared":
            procedures[event.subject] = event.procedure
    assert kinds["declared"] > 300
    assert kinds["confirmed"] > 5 * kinds["declared"]
    assert flags == Counter()
