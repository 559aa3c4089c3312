"""Revenue: each number is a figure that comes out again, and its lines add up to it."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from cuakhau.figures.fees.money import ANY, NAMES
from cuakhau.operations.payments.revenue.files import write_json, write_workbook
from cuakhau.operations.payments.revenue.lines import list_lines
from cuakhau.operations.payments.revenue.report import build_revenue
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.operations.payments.taking.propose import Deciding, Proposing, decide, propose
from cuakhau.reports.behind.opening import open_figure, resolve_today

DAY = date(2024, 8, 22)


def revenue_of(till):
    return build_revenue(build_data(till.zone, read_books(till.zone, DAY, DAY), as_of_us=0))


def values(row):
    return dict(zip(NAMES, (figure.value for figure in row.figures), strict=False))


@pytest.fixture
def busy(till):
    """A day with cash, a transfer, a balance, a debt, a waiver and a refund."""
    till.pay(till.arrive(), amount_vnd=700_000, over="prepaid")
    till.pay(till.arrive(), means="transfer")
    till.pay(till.arrive(), means="prepaid")
    till.pay(till.arrive(goods="ore"), means="debt")
    now, number = till.gate.now, till.arrive()
    for kind, means, amount in (("waiver", "", 300_000), ("refund", "cash", 100_000)):
        about = {"visit": number} if kind == "waiver" else {"firm": "firm-a"}
        asked = Proposing(kind=kind, amount_vnd=amount, basis="QĐ 1", means=means, **about)
        proposal = propose(till.zone, asked, by="lan", at=now, nonce=f"p-{kind}")
        said = Deciding(proposal=proposal, said="approved", agency="fee_collector")
        decide(till.zone, said, by="director", at=now, nonce=f"d-{kind}")
    return till


def test_the_whole_day_adds_up(busy):
    assert values(revenue_of(busy).whole) == {
        "charged": 2_700_000,
        "waived": 300_000,
        "cash": 700_000,
        "bank": 300_000,
        "balance_used": 300_000,
        "refunded": 100_000,
        "debt": 1_500_000,
    }


def test_rows_of_each_table_add_up_to_the_whole(busy):
    revenue = revenue_of(busy)
    for table in (revenue.days, revenue.gates):
        for place, whole in enumerate(table[0].figures):
            same = revenue.whole.figures[place]
            assert sum(row.figures[place].value for row in table) == same.value, whole.query
    assert sum(row.figures[0].value for row in revenue.kinds) == revenue.whole.figures[0].value


@pytest.mark.parametrize("measure", NAMES)
def test_the_lines_behind_a_figure_add_up_to_it(busy, measure):
    revenue = revenue_of(busy)
    about = {"since": "2024-08-22", "until": "2024-08-22", "gate": ANY, "charge": ANY, "goods": ANY}
    lines = list_lines(busy.zone.name, measure, about, last=10**9)
    assert sum(line.amount_vnd for line in lines) == values(revenue.whole)[measure]


def test_a_figure_comes_out_again_after_later_payments(busy):
    stored = revenue_of(busy).whole.figures[2]
    busy.pay(busy.arrive())
    opened = open_figure(busy.zone, stored)
    assert (opened.agrees, opened.again.value) == (True, 700_000)


def test_files_hold_the_same_numbers_with_their_codes(busy):
    revenue = revenue_of(busy)
    told = write_json(busy.zone, revenue)
    assert told["whole"]["cash"] == {"value": 700_000, "code": revenue.whole.figures[2].code}
    assert told["simulated"]
    book = openpyxl.load_workbook(BytesIO(write_workbook(busy.zone, revenue, {}, "vi")))
    cells = [cell.value for cell in book.worksheets[0][3]]
    assert cells[1] == 2_700_000
    assert book.worksheets[0]["A1"].value == "SỐ LIỆU TRÌNH DIỄN"


def test_days_without_money_have_no_row(till):
    revenue = revenue_of(till)
    assert (revenue.days, revenue.whole.figures[0].value) == ((), 0)


def test_a_question_beyond_the_days_that_were_read_is_unknown(busy):
    data = build_data(busy.zone, read_books(busy.zone, DAY, DAY), as_of_us=0)
    figure = build_revenue(data).whole.figures[0]
    about = {**figure.parameters, "until": "2024-08-23"}
    from cuakhau.figures import measure

    assert measure(data, "fees.charged", **about).value is None


def test_todays_answer_is_asked_of_todays_books(busy, monkeypatch):
    stored = revenue_of(busy).whole.figures[2]
    busy.pay(busy.arrive())
    monkeypatch.setattr("cuakhau.reports.behind.opening.find_zone", lambda _: busy.zone)
    assert resolve_today(stored).value == 1_000_000
