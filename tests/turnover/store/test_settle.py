"""What is in doubt is settled once, by a person, and each way leaves its trace."""

import pytest

from cuakhau.turnover.store.models import Doubt, Import, Settlement
from cuakhau.turnover.store.reading import read_facts
from cuakhau.turnover.store.refusals import NotSettled
from cuakhau.turnover.store.settle import Verdict, settle
from trade.importing.files import MAPPING, line
from turnover.store.conftest import signed

MONTHS = [f"{month:02d}/2023" for month in range(1, 13)]


@pytest.fixture
def doubts(desk):
    """A lost zero, a negative weight, a row twice and a value ten times its neighbours."""
    lines = [line(period=month) for month in MONTHS]
    lines[6] = line(period=MONTHS[6], value="12.500,00", weight="20.000")
    broken = [
        line(hs="701"), line(hs="0702", weight="-5"), line(period=MONTHS[0], value="9,00"),
    ]  # fmt: skip
    made = desk.take(*lines, *broken)
    return {one.rules: one for one in Doubt.objects.filter(taken=made)}


def known(desk):
    rows = read_facts(desk.zone.name, at_us=2**60).to_pylist()
    return {(row["hs"], f"{row['first_day']:%m/%Y}"): row for row in rows}


def test_accepting_puts_the_proposal_in_and_clears_the_doubt(desk, doubts):
    assert set(doubts) == {"F54", "F56", "F58", "F59 F60"}
    assert ("0701", "01/2024") not in known(desk)
    assert known(desk)["0810", MONTHS[6]]["doubts"] == "F59;F60"
    chosen = [doubts["F54"].pk, doubts["F59 F60"].pk]
    assert settle(desk.zone, chosen, Verdict(act="accept", note="seen"), desk.later()) == 2
    facts = known(desk)
    assert (facts["0701", "01/2024"]["revision"], facts["0701", "01/2024"]["row"]) == (1, 14)
    accepted = facts["0810", MONTHS[6]]
    assert (accepted["revision"], accepted["doubts"], accepted["value"]) == (2, None, 1_250_000)
    assert accepted["note"] == "seen"


def test_correcting_reads_the_row_again(desk, doubts):
    doubt = doubts["F59 F60"]
    said = Verdict(act="correct", said={"value": "1.250,00", "weight": "2.000"})
    settle(desk.zone, [doubt.pk], said, desk.later())
    assert (known(desk)["0810", MONTHS[6]]["value"], len(known(desk))) == (125_000, 12)
    settle(
        desk.zone,
        [doubts["F56"].pk],
        Verdict(act="correct", said={"weight": "5"}),
        desk.later(),
    )
    assert known(desk)["0702", "01/2024"]["weight_g"] == 5_000
    whole = Verdict(act="correct", said={"value": "1.243,50"})
    settle(desk.zone, [doubts["F58"].pk], whole, desk.later())
    assert known(desk)["0810", MONTHS[0]]["value"] == 124_350


def test_what_is_corrected_into_another_fact_leaves_the_old_one_suspect(desk, doubts):
    said = Verdict(act="correct", said={"hs": "0811", "value": "1,00"})
    settle(desk.zone, [doubts["F59 F60"].pk], said, desk.later())
    assert known(desk)["0810", MONTHS[6]]["precision"] == "suspect"
    assert known(desk)["0811", MONTHS[6]]["value"] == 100


def test_rejecting_keeps_the_row_and_its_fact_is_never_added(desk, doubts):
    settle(desk.zone, [one.pk for one in doubts.values()], Verdict(act="reject"), desk.later())
    assert Settlement.objects.filter(zone=desk.zone.name).count() == 4
    assert known(desk)["0810", MONTHS[6]]["precision"] == "suspect"
    assert len(known(desk)) == 12


def test_a_doubt_is_settled_once_and_a_second_click_answered_again(desk, doubts):
    click = signed(desk.at)
    key = [doubts["F54"].pk]
    assert settle(desk.zone, key, Verdict(act="accept"), click) == 1
    assert settle(desk.zone, key, Verdict(act="accept"), click) == 1
    for act, chosen, rule in (
        ("reject", key, "F71"),
        ("accept", [doubts["F56"].pk], "F72"),
        ("accept", [], "F74"),
        ("burn", [doubts["F56"].pk], "F74"),
    ):
        with pytest.raises(NotSettled) as told:
            settle(desk.zone, chosen, Verdict(act=act), desk.later())
        assert told.value.rule == rule
    assert Import.objects.filter(zone=desk.zone.name).count() == 2


def test_where_all_lines_count_a_settled_row_is_a_fact_of_its_own(desk):
    text = MAPPING.replace('"huu_nghi"', '"main_road"') + 'repeated = "lines"\n'
    made = desk.take(line(), line(), line(hs="810"), text=text)
    (doubt,) = Doubt.objects.filter(taken=made)
    settle(desk.zone, [doubt.pk], Verdict(act="accept"), desk.later())
    facts = read_facts(desk.zone.name, at_us=2**60)
    assert (facts.num_rows, set(facts["revision"].to_pylist())) == (3, {1})
