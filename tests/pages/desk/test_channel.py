"""The channel that the customs system gave: told at the desk of customs, changed there, seen there.

That nobody else sees it, on any page and in any file, is held by `tests/pages/secrets`.
"""

import re

from cuakhau.journal.read import list_events
from cuakhau.movement.secrecy import find_channel
from cuakhau.planning.clock.behind import read_channels

DESK = "desk/customs/"
TAB = f"{DESK}?tab=selection"


def told(gate, number):
    row = find_channel(gate.zone, list_events(gate.zone.name, number), "customs")
    return row and row.payload["channel"]


def test_a_channel_is_told_at_the_desk_changed_on_the_page_and_seen_by_customs_alone(gate):
    first, second, third = (gate.declare() for _ in range(3))
    officer = gate.sign_in("customs")
    officer.get(TAB)
    assert f'value="confirm:{first}:selection:green"' in officer.page
    officer.post(DESK, act=f"confirm:{first}:selection")
    assert "Choose the channel that the customs system gave." in officer.page
    officer.post(DESK, act=f"confirm:{first}:selection:purple")
    assert told(gate, first) is None
    officer.post(DESK, act=f"confirm:{first}:selection:yellow")
    assert "Yellow channel" in officer.page
    officer.post(DESK, act="many:confirm:green", tab="selection", visit=[second, third])
    assert [told(gate, one) for one in (first, second, third)] == ["yellow", "green", "green"]

    gate.later(minutes=10)
    officer.get(f"visit/{first}/")
    [change] = re.findall(rf"confirm:{first}:selection:red:\d+", officer.page)
    twice = {"act": change, "nonce": "twice"}
    officer.post(DESK, **twice)
    rows = len(list_events(gate.zone.name, first))
    officer.post(DESK, **twice)  # a double click
    assert len(list_events(gate.zone.name, first)) == rows
    assert told(gate, first) == "red"
    found = read_channels(gate.zone, [first, second], "customs").to_pylist()
    assert {row["subject"]: row["channel"] for row in found} == {first: "red", second: "green"}
    officer.get(f"visit/{first}/")
    assert "Red channel" in officer.page

    for role in ("border_guard", "board", "dispatcher"):
        other = gate.sign_in(role)
        other.get(f"visit/{first}/")
        assert "channel" not in other.page.replace("channel-", "").lower(), role
        other.post(DESK, act=f"confirm:{first}:selection:green")
    assert told(gate, first) == "red"


def test_a_scan_does_not_tell_a_channel_by_itself(gate):
    number = gate.declare()
    officer = gate.sign_in("customs")
    officer.post(DESK, act="scan", scan=number, tab="selection")
    assert "Choose the channel that the customs system gave." in officer.page
    assert told(gate, number) is None
