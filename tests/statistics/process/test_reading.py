"""A log of any size: read part by part it counts the same; an unsorted one is refused."""

import pytest

from cuakhau.movement.log import EventLog
from cuakhau.statistics.process.asking import Filter, count_all, list_finding, list_way
from cuakhau.statistics.process.counts import Finding
from cuakhau.statistics.process.flow_map import build_map, list_variants
from cuakhau.statistics.process.reading import sort_log
from cuakhau.statistics.process.refusals import ProcessRefused
from cuakhau.statistics.process.steps import list_steps
from made_logs import EXAMPLE, HOUR_US, IN, OUT, crossing, log_of, row

VISITS = [
    *(crossing(f"v{n}", {**IN, **OUT, "payment": 4 + n / 10}, place="main_road") for n in range(6)),
    *(crossing(f"w{n}", OUT, place="freight_road", procedure="import") for n in range(3)),
    [*crossing("x", IN), row("x", 9, "confirmed", 30, step="odd", agency="border_guard")],
]
LOG = log_of(*VISITS)


def test_parts_of_a_file_count_as_the_whole_and_give_the_visits_behind(tmp_path):
    log, out = tmp_path / "log.parquet", tmp_path / "steps.parquet"
    LOG.write(log)
    steps = list_steps(EXAMPLE, LOG, viewer=None)
    assert sort_log(EXAMPLE, log, out, viewer=None, rows=8) == len(steps.table)
    main = Filter(gate="main", direction="export")
    for chosen in (Filter(), main, Filter(goods="nothing"), Filter(since_us=1, until_us=2)):
        assert count_all(EXAMPLE, out, chosen) == count_all(EXAMPLE, steps, chosen)
    assert count_all(EXAMPLE, out, main).visits == 7
    longest, *others = list_way(out, "customs_in", "payment", main, 5)
    assert (longest.subject, longest.gap_us, len(others)) == ("v5", int(2.5 * HOUR_US), 4)
    finding = Finding("unknown_step", "export", "odd")
    assert [one.subject for one in list_finding(EXAMPLE, out, finding, main, 5)] == ["x"]
    assert list_way(out, "customs_in", "nowhere", main, 5) == []


def test_a_large_log_that_is_not_sorted_by_vehicle_is_refused(tmp_path):
    log = tmp_path / "log.parquet"
    EventLog("example", LOG.table.take(list(range(len(LOG) - 1, -1, -1)))).write(log)
    with pytest.raises(ProcessRefused, match="Q1.*sorted"):
        sort_log(EXAMPLE, log, tmp_path / "steps.parquet", viewer=None, rows=8)


def test_what_few_did_is_kept_back_and_a_quantile_is_at_most_half_a_bucket_off():
    counts = count_all(EXAMPLE, list_steps(EXAMPLE, LOG, viewer=None))
    made = build_map(counts)
    ways = {(arc.before, arc.activity): arc.lasted for arc in made.arcs}
    paid = ways["customs_in", "payment"]
    exact = sorted(int((2 + n / 10) * HOUR_US) for n in range(6))
    assert paid.mean_us == sum(exact) // 6
    assert abs(paid.median_us - exact[2]) <= 7_500_000
    assert abs(paid.p90_us - exact[5]) <= 7_500_000
    assert ("customs_in", "odd") not in ways
    assert "odd" not in {node.activity for node in made.nodes}
    assert [one.visits for one in list_variants(counts, most=9).shown] == [6]
    assert list_variants(counts, most=9).hidden == 4
    assert ("customs_in", "odd") in {
        (a.before, a.activity) for a in build_map(counts, smallest=1).arcs
    }
