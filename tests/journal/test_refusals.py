"""What the journal itself refuses, and that each refusal is kept whatever is rolled back."""

import inspect
import string
from datetime import datetime

import pytest
from django.db import transaction

from cuakhau.journal import errors, read, write
from cuakhau.journal.errors import NotWritten
from cuakhau.journal.models import Refusal
from cuakhau.movement.broken import RuleBroken
from cuakhau.zone.refusal import texts_of
from cuakhau.zone.types import LANGUAGES
from journal.movements import MORNING, append, declared, event, journey, minute


def rules_kept(zone):
    return [kept.rule for kept in Refusal.objects.filter(zone=zone.name)]


def refused(zone, row, rule, **how):
    with pytest.raises(NotWritten, match=f"^{rule}: "):
        append(zone, row, **how)
    assert rules_kept(zone) == [rule]
    assert read.find_visit(zone.name, row.subject) is None


def test_the_same_nonce_with_another_body_is_refused(zone):
    append(zone, declared(zone, "v1"), nonce="a")
    refused(zone, declared(zone, "v2"), "J1", nonce="a")


def test_the_same_nonce_by_somebody_else_is_refused(zone):
    append(zone, declared(zone, "v1"), nonce="a", by="o1")
    with pytest.raises(NotWritten, match="J1"):
        append(zone, declared(zone, "v1"), nonce="a", by="o2")


def test_a_naive_time_is_refused(zone):
    refused(zone, declared(zone, "v1"), "J2", at=datetime(2024, 8, 22, 8))  # noqa: DTZ001


def test_an_event_of_another_zone_is_refused(zone):
    refused(zone, declared(zone.renamed("elsewhere"), "v1"), "J3")


@pytest.mark.parametrize("device", ["broken \ud800 text", "zero \0 text"])
def test_text_that_no_database_keeps_is_refused(zone, device):
    refused(zone, declared(zone, "v1", device=device), "J4")


def test_numbers_that_no_column_keeps_are_refused(zone):
    refused(zone, declared(zone, "v1", device_seq=2**63), "J4")


@pytest.mark.parametrize("origin", ["replay", "simulated"])
def test_made_up_rows_stay_out_of_a_real_zone(real_zone, origin):
    refused(real_zone, declared(real_zone, "v1", origin=origin), "J5")


@pytest.mark.parametrize("nonce", ["", "a#1", "line\nbreak", "x" * 201])
def test_a_nonce_that_cannot_be_one_is_refused(zone, nonce):
    row = declared(zone, "v1")
    with pytest.raises(NotWritten, match="J7"):
        write.append(zone, row, nonce=nonce, by="o1", at=MORNING)
    assert rules_kept(zone) == ["J7"]


def test_nobody_is_no_author(zone):
    refused(zone, declared(zone, "v1"), "J7", by="")


def test_a_visit_does_not_become_a_place(zone):
    append(zone, declared(zone, "v1"))
    with pytest.raises(NotWritten, match="J10"):
        append(zone, event(zone, "v1", "opened", subject_kind="place"))


def test_a_refusal_says_what_when_and_who(zone):
    append(zone, declared(zone, "v1"))
    with pytest.raises(RuleBroken):
        append(zone, declared(zone, "v1"), nonce="again", by="o9", at=minute(5))
    [kept] = Refusal.objects.filter(zone=zone.name)
    assert (kept.rule, kept.subject, kept.kind, kept.by) == ("M8", "v1", "declared", "o9")
    assert (kept.nonce, kept.at_offset_min, len(kept.digest)) == ("again", 420, 32)
    assert kept.at_us == int(minute(5).timestamp() * 1_000_000)


def test_a_refusal_outlives_the_transaction_that_met_it(zone):
    def declare_twice():
        with transaction.atomic():
            append(zone, declared(zone, "v1"))
            append(zone, declared(zone, "v1"))

    with pytest.raises(RuleBroken):
        declare_twice()
    assert read.find_visit(zone.name, "v1") is None
    assert rules_kept(zone) == ["M8"]


def test_a_refused_nonce_may_be_used_for_the_mended_request(zone):
    with pytest.raises(RuleBroken):
        append(zone, journey(zone, "v1")[1], nonce="a")
    append(zone, declared(zone, "v1"))
    assert append(zone, journey(zone, "v1")[1], nonce="a").seq == 2


def places_of(text):
    return {name for part in (text.reason, text.cure) for _, name, _, _ in
            string.Formatter().parse(part) if name}  # fmt: skip


@pytest.mark.parametrize("rule", errors.ALL_RULES, ids=lambda rule: rule.__name__)
def test_every_rule_speaks_three_languages_about_the_same_facts(rule):
    texts = texts_of(rule)
    assert set(texts) == set(LANGUAGES)
    assert all(text.reason and text.cure for text in texts.values())
    english = places_of(texts["en"])
    assert all(places_of(text) == english for text in texts.values())


def test_all_rules_are_listed():
    named = [f for name, f in inspect.getmembers(errors, inspect.isfunction) if name[:1] == "j"]
    assert set(errors.ALL_RULES) == set(named)
