"""Targets of a year: written once, replaced by a newer word, attained by what is known."""

import re

from cuakhau.turnover.targets.models import Target

SAID = {
    "year": "2024", "measure": "value", "scope": "demo_customs", "amount": "5980",
    "valid_from": "", "source": "NQ 1", "note": "",
}  # fmt: skip


def targets_of(demo):
    """What this test wrote, beside the targets that a demo begins with."""
    return Target.objects.filter(zone=demo.zone.name, source="NQ 1")


def test_a_target_is_written_once_and_a_newer_word_replaces_it(demo):
    board = demo.sign_in("board")
    for _press in range(2):
        assert board.post("turnover/targets/", **SAID, nonce="one").status_code == 302
    assert targets_of(demo).count() == 1
    board.get("turnover/targets/", year="2024")
    percent = float(re.search(r"<strong>([\d.]+) %</strong>", board.page)[1])
    demo.later(minutes=5)
    board.post("turnover/targets/", **{**SAID, "amount": "2990"}, nonce="two")
    board.get("turnover/targets/", year="2024")
    doubled = float(re.search(r"<strong>([\d.]+) %</strong>", board.page)[1])
    assert abs(doubled - 2 * percent) < 0.11  # two numbers of one place
    assert targets_of(demo).count() == 2
    assert "5,980" in board.page


def test_a_target_without_amount_document_or_scope_is_refused_with_its_rule(demo):
    board = demo.sign_in("board")
    wrong = {"amount": ("many", "V41"), "year": ("24", "V42"), "scope": ("x", "V43"),
             "source": (" ", "V44"), "valid_from": ("soon", "V45")}  # fmt: skip
    for name, (value, rule) in wrong.items():
        board.post("turnover/targets/", **{**SAID, name: value}, nonce=rule)
        assert rule in board.page
    assert not targets_of(demo).exists()
    customs = demo.sign_in("customs")
    assert customs.get("turnover/targets/").status_code == 200
    assert customs.post("turnover/targets/", **SAID, nonce="no").status_code == 403
