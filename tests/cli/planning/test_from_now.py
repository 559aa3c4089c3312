"""`--from-now`: a run begins with who is in the zone, and keeps which slice of the log that was."""

import json

from desk import desk_database  # noqa: F401


def test_a_run_begins_with_the_live_zone(cuakhau, tmp_path, monkeypatch):
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))
    asked = ("simulate", "example", "--from-now", "--days", "1", "--reps", "2", "--json")
    result = cuakhau(*asked)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["from_now"]["at_us"] > 0
    assert told["from_now"]["log"].count("/") == 1
    assert told["visits"] > 0
