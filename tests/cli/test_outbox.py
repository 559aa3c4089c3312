"""`cuakhau outbox deliver`, as a timer of the machine runs it."""

import json
from datetime import timedelta

import pytest

from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter
from cuakhau.server import clock

ZONE = "lang-son-demo"


@pytest.fixture
def deliver(cuakhau, tmp_path, monkeypatch):
    """Runs the command on the demo zone, once all that other tests left there is gone."""
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))

    def run(*words):
        return cuakhau("outbox", "deliver", "--zone", ZONE, *words)

    assert run("--json").exit_code == 0
    return run


def write(nonce):
    at = clock.now(ZONE) - timedelta(minutes=1)
    letter = Letter(text="called_soon", facts={"visit": "1", "place": "Đường"}, firm="firm-a")
    [message] = outbox.write(ZONE, [letter], by="test", at=at, nonce=nonce)
    return message


def test_what_is_due_goes_to_the_file_once(deliver, tmp_path):
    message = write("cli-once")
    told = json.loads(deliver("--json").stdout)
    assert told == {"zone": ZONE, "tried": 1, "sent": 1, "failed": 0, "no_address": 0}
    last = (tmp_path / "outbox" / "file.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["id"] == message.pk
    assert json.loads(deliver("--json").stdout)["tried"] == 0


def test_a_channel_without_a_gateway_is_refused_with_its_cure(deliver, monkeypatch):
    monkeypatch.delenv("CUAKHAU_SMS_GATEWAY", raising=False)
    refused = deliver("--channel", "sms")
    assert refused.exit_code == 1
    assert "V1" in refused.output
    assert "CUAKHAU_SMS_GATEWAY" in refused.output


def test_a_zone_that_is_not_served_is_named_with_those_that_are(deliver, cuakhau):
    refused = cuakhau("outbox", "deliver", "--zone", "nowhere")
    assert refused.exit_code == 2
    assert ZONE in refused.output
