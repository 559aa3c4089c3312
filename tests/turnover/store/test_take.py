"""Facts taken in stay as they were; what changes is a revision, and any day can be asked for."""

import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError, connection, transaction

from cuakhau.trade.facts import FACT_SCHEMA
from cuakhau.trade.importing.refusals import FileNotTaken
from cuakhau.turnover.store.models import Doubt, Import, Rate
from cuakhau.turnover.store.reading import read_facts, snapshot
from cuakhau.turnover.store.take import take, take_published
from cuakhau.zone.history import load_history
from cuakhau.zone.load import get_folder
from trade.importing.files import line

MONTHS = [f"{month:02d}/2023" for month in range(1, 13)]


def values(desk, at):
    facts = read_facts(desk.zone.name, at_us=round(at.timestamp() * 1e6))
    return {row["first_day"].month: (row["revision"], row["value"]) for row in facts.to_pylist()}


def test_a_changed_figure_is_a_revision_and_both_states_can_be_asked_for(desk):
    first = desk.take(*(line(period=month) for month in MONTHS))
    assert (first.rows, first.new, first.revised, first.alike) == (12, 12, 0, 0)
    before, file = desk.at, snapshot(desk.zone.name)
    content = file.read_bytes()
    changed = [line(period=month) for month in MONTHS]
    changed[4] = line(period=MONTHS[4], value="1.300,00")
    second = desk.take(*changed)
    assert (second.new, second.revised, second.alike) == (0, 1, 11)
    assert values(desk, before)[5] == (1, 123450)
    assert values(desk, desk.at)[5] == (2, 130000)
    assert len(values(desk, desk.at)) == 12
    assert file.read_bytes() == content
    both = pq.read_table(snapshot(desk.zone.name))
    assert both.column_names == [*FACT_SCHEMA.names, "replaced_us"]
    old = [row for row in both.to_pylist() if row["replaced_us"] is not None]
    assert [(row["revision"], row["value"], row["replaced_us"]) for row in old] == \
        [(1, 123450, round(desk.at.timestamp() * 1e6))]  # fmt: skip
    assert sorted(both["import_id"].to_pylist()) == sorted([str(first.pk)] * 12 + [str(second.pk)])


def test_the_very_same_file_is_refused_kindly_and_the_same_click_answered_again(desk):
    sent, click = desk.sent(line()), desk.later()
    made = take(desk.zone, sent, click)
    assert take(desk.zone, sent, click).pk == made.pk
    with pytest.raises(FileNotTaken) as told:
        take(desk.zone, sent, desk.later())
    assert told.value.rule == "F63"
    assert str(made.pk) in told.value.reason("vi")


def test_broken_rows_wait_for_a_person_and_a_hopeless_file_leaves_nothing(desk):
    made = desk.take(*(line(period=month) for month in MONTHS), line(weight="-5", hs="0701"))
    assert (made.rows, made.good, made.aside) == (13, 12, 1)
    (doubt,) = Doubt.objects.filter(taken=made)
    assert (doubt.row, doubt.rules, doubt.fact) == (14, "F56", None)
    assert doubt.said["weight"] == "-5"
    with pytest.raises(FileNotTaken) as told:
        desk.take(line(period="x"), line(period="y"), line())
    assert told.value.rule == "F64"
    assert Import.objects.filter(zone=desk.zone.name).count() == 1


@pytest.mark.parametrize("table", ["fact", "import", "doubt", "settlement", "rate"])
def test_the_database_refuses_to_change_what_was_written(desk, table):
    desk.take(line())
    for act in (f"DELETE FROM trade_{table}", f"UPDATE trade_{table} SET zone = 'x'"):
        refused = pytest.raises(DatabaseError, match="only added to")
        with refused, transaction.atomic(), connection.cursor() as here:
            here.execute(act)


def test_a_value_in_dollars_is_known_where_a_rate_is(desk):
    for currency, day, rate in (("VND", "2024-01-20", 24_600), ("CNY", "2023-11-01", 7.2)):
        Rate.objects.create(
            zone=desk.zone.name, currency=currency, day=day, per_usd=rate, source="bank",
            by="clerk", at=desk.at,
        )  # fmt: skip
    desk.take(
        line(currency="VND", value="246.000", hs="0701"),
        line(currency="CNY", value="720,00", hs="0702"),
        line(currency="USD", value="5,00", hs="0703"),
    )
    facts = read_facts(desk.zone.name, at_us=2**60).to_pylist()
    told = {one["hs"]: (one["value_usd_cents"], one["rate_source"]) for one in facts}
    assert told == {"0701": (1000, "bank, 2024-01-20"), "0702": (None, None), "0703": (500, None)}


def test_published_figures_are_taken_once(desk):
    history = load_history(get_folder("lang-son"))
    made = take_published(desk.zone, history, desk.later())
    assert made.new == len(history.turnovers)
    assert take_published(desk.zone, history, desk.later()) is None
    seen = read_facts(desk.zone.name, at_us=2**60, scope="seed_series")
    assert 5_200_000_000_00 in seen["value_usd_cents"].to_pylist()
