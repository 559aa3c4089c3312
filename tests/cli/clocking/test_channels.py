"""Channels at the terminal: as the agency that set them, from its own journal, few withheld."""

import json

import msgspec

from cuakhau.cli.counting import _told
from cuakhau.journal.batch import append_batch
from cuakhau.movement.log import from_events
from desk import NOON
from journal.example import fresh_zone
from made_logs import IN, OUT, crossing, row

SAID = ("red", *("yellow",) * 6, *("green",) * 10)


def make_visits(zone):
    """Visits of customs, each with the channel that it was told."""
    for number, channel in enumerate(SAID):
        name = f"c{number:02d}"
        told = {"step": "selection", "agency": "customs", "payload": {"channel": channel}}
        rows = [*crossing(name, {**IN, **OUT}), row(name, 9, "confirmed", 4, **told)]
        yield from (
            msgspec.structs.replace(
                one, zone=zone.name, agency=one.step and zone.step_by_id[one.step].agencies[0]
            )
            for one in rows
        )


def test_channels_are_told_to_their_agency_alone_and_few_withheld(cuakhau, monkeypatch, tmp_path):
    zone = fresh_zone()
    monkeypatch.setattr(_told, "find_zone", lambda _: zone)
    rows, file = list(make_visits(zone)), tmp_path / "day.parquet"
    from_events(zone.name, rows).write(file)

    def ask(*words):
        return json.loads(cuakhau("clock", *words, "--by", "channel", "--json").stdout)

    def refused(*words):
        told = ask(file, *words)["refused"]
        return told["rule"], "--for customs" in told["cure"]

    assert refused() == ("L3", True)
    assert refused("--for", "border_guard") == ("L6", True)
    assert refused("--for", "customs")[0] == "L7"
    append_batch(zone, rows, nonce="rows", by="hand", at=NOON, on_bad="refuse_all")
    for words in ((file,), ()):  # a log, and the journal itself
        told = ask(*words, "--for", "customs")
        counts = {
            row["group"]["channel"]: row["count"] for row in told["rows"] if row["cause"] == "all"
        }
        assert counts == {"green": 10, "yellow": None, "red": None}
    said = cuakhau("clock", file, "--by", "channel", "--for", "customs", "--lang", "vi").output
    assert "Luồng xanh" in said
