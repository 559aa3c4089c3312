"""`cuakhau process` and `cuakhau log export`, as people and scripts run them."""

import json

from made_logs import IN, OUT, crossing, log_of


def test_a_log_is_told_drawn_and_refused_where_it_is_another_zones(cuakhau, tmp_path):
    file, svg = tmp_path / "day.parquet", tmp_path / "map.svg"
    log_of(*(crossing(f"v{n}", {**IN, **OUT}) for n in range(6))).write(file)
    told = cuakhau("process", file, "--zone", "example", "--svg", svg, "--json")
    facts = json.loads(told.stdout)
    assert (facts["visits"], facts["open_visits"], facts["error_s"]) == (6, 0, 7.5)
    ways = {(one["before"], one["activity"]): one for one in facts["arcs"]}
    assert ways["border_guard_in", "customs_in"]["mean_s"] == 3600
    assert {one["kind"] for one in facts["findings"]} == {"missing", "order_flagged"}
    assert svg.read_text().startswith('<svg class="process-map"')
    assert "style=" not in svg.read_text()
    few = cuakhau("process", file, "--zone", "example", "--smallest", "7", "--json")
    assert json.loads(few.stdout)["arcs"] == []
    other = cuakhau("process", file, "--zone", "lang-son", "--lang", "en")
    assert other.exit_code == 1
    assert "Q1: " in other.stderr
    assert "Cure: " in other.stderr
    ocel = tmp_path / "ocel.json"
    written = cuakhau("log", "export", file, "--zone", "example", "--to", ocel, "--json")
    assert json.loads(written.stdout)["events"] == len(json.loads(ocel.read_text())["events"]) == 30
