"""The compiled kernel of the clock writes the rows of its plain source (compiling takes 20 s)."""

from datetime import date

from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.statistics.clock import attributing, read_clock
from cuakhau.zone.load import files_of, find_zone, get_folder


def test_compiled_and_plain_kernel_charge_the_same_rows(monkeypatch):
    zone = find_zone("example")
    twin = load_twin(zone, files_of(get_folder("example")))
    made = run(build_network(zone, twin, first_day=date(2025, 6, 2), days=1), seed=3, log="full")
    log = log_of(made, run_id="r")
    compiled = read_clock(zone, log)
    monkeypatch.setattr(attributing, "LEAST_COMPILED", 10**9)
    plain = read_clock(zone, log)
    assert len(compiled.visits) > 200
    assert compiled.table.equals(plain.table)
    assert compiled.visits.equals(plain.visits)
