"""Whatever the seed, a replayed day is the printed one, and both ways of counting say so."""

from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.simulation.replay import make_day
from cuakhau.statistics.tally import tally
from cuakhau.statistics.tally_sql import tally as tally_sql
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.history import load_history
from cuakhau.zone.load import load

FOLDER = Path(__file__).resolve().parents[2] / "zones" / "lang-son"


@cache
def printed():
    return load(FOLDER).renamed("lang-son-demo"), load_history(FOLDER).counts


@settings(max_examples=4)
@given(st.integers(0, 2**32 - 1), st.sampled_from([date(2024, 8, 22), date(2022, 6, 20)]))
def test_any_seed_gives_the_printed_day(seed, day):
    zone, counts = printed()
    made = make_day(zone, counts, day, seed)
    window = window_of(zone, day)
    found = tally(zone, made.log(), window)
    assert found == tally_sql(zone, made.log(), window)
    for measure, wanted in (("cleared", made.targets.cleared), ("waiting", made.targets.waiting)):
        cells = {
            (line, leaf): n for (line, what, leaf), n in found.cells.items() if what == measure
        }
        assert cells == {cell: number for cell, number in wanted.items() if number}
