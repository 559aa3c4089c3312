"""What is due goes out once, what failed again later, and a phone is never in the open."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter, Tried
from cuakhau.operations.models import MessageTry
from cuakhau.operations.outbox import delivering
from cuakhau.operations.outbox.channels import GatewayChannel, open_channel
from cuakhau.operations.outbox.delivering import deliver
from cuakhau.operations.outbox.refusals import NotSent

PHONE = "0912345678"


def write(gate, nonce="n1", **more):
    number = gate.declare(phone=PHONE)
    facts = {"visit": number, "place": "Đường"}
    letter = Letter(text="called_soon", facts=facts, visit=number)
    [message] = outbox.write(
        gate.zone.name, [replace(letter, **more)], by="test", at=gate.now, nonce=nonce
    )
    return message


def send(gate, *channels, after=timedelta()):
    return deliver(gate.zone.name, channels, at=gate.now + after, most=100)


class Gateway:
    """A gateway that answers what it is told to, and keeps what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, address, key, body):
        self.asked.append(json.loads(body))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def sms(gateway, name="sms"):
    return GatewayChannel(name, "https://gateway.example", "key", gateway)


def test_the_file_has_each_message_once_in_three_languages_and_a_masked_phone(gate, tmp_path):
    message = write(gate)
    channel = open_channel("file", folder=tmp_path)
    assert [one.tried for one in send(gate, channel)] == [Tried("sent")]
    assert send(gate, channel) == []
    text = (tmp_path / "file.jsonl").read_text("utf-8")
    [line] = [json.loads(one) for one in text.splitlines()]
    assert PHONE not in text
    assert (line["phone"], line["visit"]) == ("•••678", message.visit)
    assert set(line["text"]) == {"vi", "en", "zh"}


def test_what_failed_is_tried_again_after_its_time_and_then_given_up(gate):
    write(gate)
    gateway = Gateway(500, OSError(), *[503] * 8)
    minutes = [0, 0.5, 1, 5, 6, 40, 170, 1000, 2000]
    tried = [len(send(gate, sms(gateway), after=timedelta(minutes=one))) for one in minutes]
    assert tried == [1, 0, 1, 0, 1, 1, 1, 0, 0]
    details = MessageTry.objects.filter(message__zone=gate.zone.name).order_by("number")
    assert [one.detail for one in details][:3] == ["HTTP 500", "OSError", "HTTP 503"]


def test_the_next_channel_takes_over_and_nobody_is_told_twice(gate):
    message = write(gate)
    zalo, other = Gateway(500), Gateway(200)
    done = send(gate, sms(zalo, "zalo"), sms(other))
    assert [(one.channel, one.tried.state) for one in done] == [("zalo", "failed"), ("sms", "sent")]
    assert send(gate, sms(zalo, "zalo"), after=timedelta(hours=1)) == []
    [asked] = other.asked
    assert asked["to"] == PHONE
    assert asked["id"] == f"{gate.zone.name}.{message.pk}"


def test_a_firm_without_a_phone_is_noted_and_not_asked_again(gate):
    write(gate, visit=None, firm="firm-a")
    gateway = Gateway()
    assert [one.tried.state for one in send(gate, sms(gateway))] == ["no_address"]
    assert send(gate, sms(gateway), after=timedelta(days=1)) == []


def test_who_sent_it_while_we_chose_is_not_sent_after(gate, monkeypatch):
    """Two commands chose the same message; the second finds it sent, under the lock."""
    message = write(gate)
    outbox.note_try(message, "zalo", Tried("sent"), at=gate.now)
    chosen = iter([message.pk, None])
    monkeypatch.setattr(delivering, "_next_id", lambda *_: next(chosen))
    assert send(gate, sms(Gateway())) == []


def test_what_is_of_no_use_any_more_stays(gate):
    write(gate, until=gate.now)
    assert send(gate, sms(Gateway())) == []


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
@pytest.mark.parametrize(
    ("name", "env", "rule"),
    [
        ("sms", {}, "V1"),
        ("zalo", {}, "V1"),
        ("wechat", {}, "V1"),
        ("pigeon", {}, "V2"),
        ("sms", {"CUAKHAU_SMS_GATEWAY": "http://gateway.example"}, "V3"),
    ],
)
def test_a_channel_that_cannot_send_says_why(tmp_path, language, name, env, rule):
    with pytest.raises(NotSent) as refused:
        open_channel(name, folder=tmp_path, env=env)
    assert refused.value.rule == rule
    assert "{" not in refused.value.reason(language) + refused.value.cure(language)
    if language != "en":
        assert refused.value.reason(language) != refused.value.reason("en")
