"""What we export, read back by another program: nothing lost, nothing dangling, nothing secret."""

import json
import re
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
import r4pm

from cuakhau.movement.secrecy import visible
from cuakhau.movement.visit import fold
from cuakhau.statistics.exchange.export import export
from cuakhau.statistics.exchange.ocel import build_ocel, find_faults
from cuakhau.statistics.exchange.sqlite_form import find_faults_of_file, write_sqlite
from cuakhau.statistics.process.refusals import ProcessRefused
from made_logs import EXAMPLE, IN, OUT, crossing, log_of, row

CUSTOMS = {"agency": "customs"}
LOG = log_of(
    [
        *crossing("giver", {**IN, **OUT}, procedure="transload_giving", other="veh-1"),
        row("giver", 9, "linked", 3, other="taker"),
        row("giver", 10, "confirmed", 3, step="selection", **CUSTOMS),
        row("giver", 11, "confirmed", 2.5, step="customs_in", corrects=3, **CUSTOMS),
        row("giver", 12, "voided", 7, corrects=5),
    ],
    [
        *crossing("taker", {"border_guard_in": 1, "customs_in": 1}, goods=None, place=None),
        row("taker", 9, "linked", 3, other="giver"),
        row("taker", 10, "confirmed", 3.00001, step="payment", started_us=1, found="nothing"),
    ],
    [row("lone <&\"'>", 1, "confirmed", 4, step="not a step", agency="border_guard")],
)


def expected():
    """(visit, type, time) of each row that stands for anybody, from the fold."""
    events = visible(EXAMPLE, LOG.events(), None)
    told = []
    for subject in {event.subject for event in events}:
        rows = [event for event in events if event.subject == subject]
        for one in fold("example", subject, rows).standing:
            name = one.step if one.kind == "confirmed" else one.kind
            told.append((subject, name, one.at_us))
    return Counter(told)


def micros(text):
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round(at.timestamp() * 1_000_000)


def read_back(kind, file, out):
    """Let r4pm read a file, and write what it understood."""
    item = r4pm.import_item(kind, str(file))
    r4pm.export_item(item, str(out))
    r4pm.remove_item(item)
    return out.read_text("utf-8")


@pytest.mark.parametrize("form", ["json", "sqlite"])
def test_r4pm_reads_all_events_times_and_links_of_ocel(tmp_path, form):
    file = tmp_path / f"log.{form}"
    written = export(EXAMPLE, LOG, file)
    told = json.loads(read_back("OCEL", file, tmp_path / "back.json"))
    objects = {one["id"]: one for one in told["objects"]}
    linked = [(event, link) for event in told["events"] for link in event["relationships"]]
    beside = [(one, link) for one in objects.values() for link in one.get("relationships", ())]
    assert len(told["events"]) == written.events
    assert len(objects) == written.objects
    assert len(linked) + len(beside) == written.links
    assert {link["objectId"] for _, link in linked + beside} <= objects.keys()
    seen = Counter(
        (link["objectId"].removeprefix("visit:"), event["type"], micros(event["time"]))
        for event, link in linked
        if link["qualifier"] == "of"
    )
    assert seen == expected()
    assert {(one["id"], link["objectId"], link["qualifier"]) for one, link in beside} == {
        ("visit:giver", "visit:taker", "transloads with"),
        ("visit:taker", "visit:giver", "transloads with"),
    }
    assert objects["vehicle:veh-1"]["type"] == "vehicle"
    assert "selection" not in file.read_bytes().decode("latin-1")


def test_r4pm_reads_all_traces_and_times_of_xes(tmp_path):
    file = tmp_path / "log.xes"
    written = export(EXAMPLE, LOG, file)
    back = read_back("EventLog", file, tmp_path / "back.xes")
    events = [part.split("</event>")[0] for part in back.split("<event>")[1:]]
    told = Counter(
        (
            re.search(r'key="concept:name" value="([^"]*)"', event)[1],
            micros(re.search(r'key="time:timestamp" value="([^"]*)"', event)[1]),
        )
        for event in events
    )
    wanted = Counter()
    for (_, name, at_us), times in expected().items():
        wanted[name, at_us] += times
    assert told == wanted
    assert (back.count("<trace>"), len(events)) == (3, written.events)
    assert "selection" not in file.read_text("utf-8")


def test_what_readers_pass_over_is_found_before_anything_is_written(tmp_path, monkeypatch):
    ocel = build_ocel(EXAMPLE, LOG)
    assert list(find_faults(ocel)) == []
    first, *others = ocel.events
    for broken, word in (
        (replace(first, links=(("visit:nobody", "of"),)), "not there"),
        (replace(first, at=first.at.replace(tzinfo=None)), "without offset"),
        (replace(first, id=others[0].id), "2 times"),
        (replace(first, links=()), "of no visit"),
    ):
        bad = replace(ocel, events=(broken, *others))
        assert any(word in fault for fault in find_faults(bad)), word
        monkeypatch.setattr("cuakhau.statistics.exchange.export.build_ocel", lambda *_, b=bad: b)
        with pytest.raises(ProcessRefused, match="Q4"):
            export(EXAMPLE, LOG, tmp_path / "log.json")
    with pytest.raises(ProcessRefused, match="Q5"):
        export(EXAMPLE, LOG, tmp_path / "log.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_written_file_without_a_typed_row_or_with_a_dangling_link_is_found(tmp_path):
    file = tmp_path / "log.sqlite"
    write_sqlite(build_ocel(EXAMPLE, LOG), file)
    assert find_faults_of_file(file) == []
    with sqlite3.connect(file) as database:
        database.execute(
            "DELETE FROM event_e1 WHERE ocel_id IN (SELECT min(ocel_id) FROM event_e1)"
        )
        database.execute("UPDATE event_object SET ocel_object_id = 'visit:gone' WHERE rowid = 1")
    told = " ".join(find_faults_of_file(file))
    assert "lack their typed row" in told
    assert "dangling" in told
