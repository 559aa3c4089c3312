"""The till in the hands of a collector: two clicks, the phone's page, what others may see."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.operations.payments.models import Closing, Entry, Receipt
from cuakhau.operations.payments.papers.vietqr import read_code

COUNTS = Path(__file__).with_name("query_counts.json")
VT4 = {"goods": "other", "vehicle_class": "VT4"}


@pytest.fixture
def collector(gate):
    return gate.sign_in("fee_collector")


def arrive(gate, **more):
    number = gate.declare(**{**VT4, **more})
    gate.confirm(number, "border_guard_in", "customs_in")
    return number


def press(person, path, **fields):
    """Open a page and press a button of it; follow where it leads."""
    person.get(path)
    answer = person.post(path, nonce=person.field("nonce"), **fields)
    if answer.status_code == 302:
        person.get(answer.headers["Location"].partition(f"{person.zone_name}/")[2])
    return answer


def test_cash_is_one_click_from_the_list_and_leads_to_the_receipt(gate, collector):
    number = arrive(gate, plate="12C-345.67")
    collector.get("fees/")
    assert "12C34567" in collector.page.replace("-", "").replace(".", "")
    form = re.search(rf'action="[^"]*/fees/visit/{number}/">.*?</form>', collector.page, re.S)[0]
    assert 'name="means" value="cash"' in form
    answer = collector.post(f"fees/visit/{number}/", nonce=collector.field("nonce"), means="cash")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/fees/receipt/{Receipt.objects.last().pk}/")
    collector.get("fees/")
    assert number not in collector.page


def test_a_scan_opens_the_vehicle_and_enter_takes_the_cash(gate, collector):
    number = arrive(gate)
    answer = collector.get("fees/", q=number)
    assert answer.headers["Location"].endswith(f"/fees/visit/{number}/")
    press(collector, f"fees/visit/{number}/", means="cash")
    assert "DEMO24 0000001" in collector.page


def test_the_fee_page_says_rate_resolution_and_rule(gate, collector):
    collector.get(f"fees/visit/{arrive(gate, fee_use='inland')}/")
    assert "Example 1" in collector.page
    assert "×130%" in collector.page
    assert "390,000" in collector.page


def test_an_unknown_rate_is_said_and_set_by_hand_in_one_act(gate, collector):
    number = arrive(gate, vehicle_class=None)
    collector.get(f"fees/visit/{number}/")
    assert "no rate known" in collector.page
    assert ">0" not in re.search(r'<dl class="sums">.*?</dl>', collector.page, re.S)[0]
    fields = {"act": "set and take", "amount": "250.000", "basis": "NQ 01, điều 5"}
    press(collector, f"fees/visit/{number}/", **fields)
    assert "250,000" in collector.page
    again = arrive(gate, vehicle_class=None)
    collector.get("fees/")
    assert f"fees/visit/{again}/" in collector.page
    assert 'value="250000"' in collector.page


def test_the_code_to_pay_by_names_amount_and_visit(gate, collector, monkeypatch):
    number = arrive(gate)
    codes = []
    draw = "cuakhau.operations.payments.pages.visit.build_code"
    from cuakhau.operations.payments.papers.vietqr import build_code

    monkeypatch.setattr(draw, lambda **said: codes.append(build_code(**said)) or codes[-1])
    answer = collector.get(f"fees/visit/{number}/pay.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    read = read_code(codes[0])
    assert (read["54"], read["62.08"], read["38.01.01"]) == ("300000", number, "DEMO0000")


def test_a_payment_larger_than_the_debt_is_a_clear_choice(gate, collector):
    number = arrive(gate)
    press(collector, f"fees/visit/{number}/", means="cash", amount="500000")
    assert "200.000 dong back" in collector.page
    assert not Entry.objects.filter(zone=gate.zone.name).exists()
    press(collector, f"fees/visit/{number}/", means="cash", amount="500000", over="prepaid")
    assert "500,000" in collector.page


@pytest.mark.parametrize("typed", ["12,5", "ba trăm", "1.50"])
def test_an_amount_that_is_none_is_refused_in_words(gate, collector, typed):
    press(collector, f"fees/visit/{arrive(gate)}/", means="cash", amount=typed)
    assert "F1" in collector.page


def test_a_receipt_prints_and_the_second_print_is_a_copy(gate, collector):
    press(collector, f"fees/visit/{arrive(gate)}/", means="cash")
    receipt = Receipt.objects.last()
    pdf = collector.client.post(f"/zone/{gate.zone.name}/fees/receipt/{receipt.pk}/pdf").content
    assert pdf.startswith(b"%PDF")
    collector.get(f"fees/receipt/{receipt.pk}/")
    assert "Print a copy" in collector.page
    assert receipt.acts.filter(act="printed").count() == 1


def test_two_people_let_a_fee_off(gate, collector):
    number = arrive(gate)
    fields = {"act": "propose", "kind": "waiver", "amount": "300000", "basis": "QĐ 12"}
    press(collector, f"fees/visit/{number}/", **fields)
    collector.get("fees/proposals/")
    assert "You proposed it" in collector.page
    board = gate.sign_in("board")
    board.get("fees/proposals/")
    act = re.search(r'value="(approved:\d+)"', board.page)[1]
    board.post("fees/proposals/", nonce=board.field("nonce"), act=act)
    assert "Approved and booked." in board.page
    collector.get(f"fees/visit/{number}/")
    assert "Everything is paid." in collector.page


def test_the_day_is_closed_by_counting(gate, collector):
    press(collector, f"fees/visit/{arrive(gate)}/", means="cash")
    fields = {"day": "2024-08-22", "book": "300000", "n200000": "1", "n100000": "1"}
    press(collector, "fees/close/", **fields)
    assert Closing.objects.last().difference_vnd == 0
    assert "0000001" in collector.page
    press(collector, "fees/close/", **fields)
    assert "F19" in collector.page


def test_a_statement_is_sent_checked_and_settled(gate, collector):
    number = arrive(gate)
    text = f"Ngày;Ghi có;Nội dung\n22/08/2024;300000;nop phi {number}\n22/08/2024;x;y"
    file = SimpleUploadedFile("saoke.csv", text.encode())
    press(collector, "fees/bank/", file=file)
    assert "F24" in collector.page
    assert "Ghi có" in collector.page
    file = SimpleUploadedFile("saoke.csv", text.rpartition("\n")[0].encode())
    answer = press(collector, "fees/bank/", file=file)
    act = re.search(r'value="(visits:(\d+))"', collector.page)
    where = answer.headers["Location"].partition(f"{gate.zone.name}/")[2]
    nonce = collector.field("nonce")
    collector.post(where, nonce=nonce, act=act[1], **{f"numbers-{act[2]}": number})
    assert "Settled." in collector.page
    collector.get(f"fees/visit/{number}/")
    assert "Everything is paid." in collector.page


def test_a_declarant_sees_the_own_statement_and_nothing_else(gate, collector):
    own, other = arrive(gate), arrive(gate, owner="firm-b")
    press(collector, f"fees/visit/{own}/", means="debt")
    clerk = gate.sign_in("declarant")
    clerk.get("fees/statement/")
    assert own in clerk.page
    assert "300,000" in clerk.page
    assert clerk.get(f"fees/visit/{own}/").status_code == 200
    assert 'value="cash"' not in clerk.page
    assert clerk.get(f"fees/visit/{other}/").status_code == 403
    assert clerk.get("fees/revenue/").status_code == 403


@pytest.mark.parametrize("path", ["fees/", "fees/bank/", "fees/close/", "fees/revenue/"])
@pytest.mark.parametrize("role", ["customs", "yard_operator"])
def test_other_agencies_see_no_money(gate, role, path):
    assert gate.sign_in(role).get(path).status_code == 403


def test_the_director_opens_a_number_down_to_its_lines(gate, collector):
    number = arrive(gate)
    press(collector, f"fees/visit/{number}/", means="cash")
    director = gate.sign_in("board")
    director.get("fees/revenue/", since="2024-08-22", until="2024-08-22")
    assert "300,000" in director.page
    lines = re.search(r'href="[^"]*(fees/revenue/lines\?measure=cash[^"]*)"', director.page)[1]
    director.get(lines.replace("&amp;", "&"))
    assert number in director.page
    answer = director.get("fees/revenue/file.json", since="2024-08-22", until="2024-08-22")
    assert json.loads(answer.content)["whole"]["cash"]["value"] == 300_000
    sheet = director.client.get(f"/zone/{gate.zone.name}/fees/revenue/file.xlsx")
    assert BytesIO(sheet.content).read(2) == b"PK"


def test_the_file_for_the_provider_names_every_receipt(gate, collector):
    for _ in range(2):
        press(collector, f"fees/visit/{arrive(gate)}/", means="cash")
    told = json.loads(collector.get("fees/receipts/file.json").content)
    assert told["format"] == "cuakhau.receipts/1"
    assert [one["number"] for one in told["receipts"]] == [1, 2]
    assert told["receipts"][0]["amount_in_words"] == "Ba trăm nghìn đồng"
    xml = collector.get("fees/receipts/file.xml").content.decode()
    assert xml.count("<receipt>") == 2
    assert "<status>valid</status>" in xml


def test_a_consignment_is_paid_at_once(gate, collector):
    from pages.declare.consignments.test_consignments import declare_in, open_consignment

    lead = gate.sign_in("declarant", leads_firm=True)
    consignment = open_consignment(lead)
    kind = {"vehicle_class": "VT4"}
    visits = [declare_in(lead, consignment, plate=f"12C-{n}11.11", **kind) for n in (1, 2)]
    collector.get(f"fees/consignment/{consignment}/")
    assert all(visit in collector.page for visit in visits)
    press(collector, f"fees/consignment/{consignment}/", means="transfer")
    assert len(Receipt.objects.last().content["items"]) == 2
    collector.get(f"fees/consignment/{consignment}/")
    assert "Everything is paid." in collector.page


def test_pages_ask_the_database_as_often_as_is_written_down(gate, collector, journal_asks):
    number = arrive(gate, plate="12C-345.67")
    press(collector, f"fees/visit/{arrive(gate)}/", means="cash")
    receipt = Receipt.objects.last().pk
    pages = {
        "till": "fees/",
        "fees of a visit": f"fees/visit/{number}/",
        "receipt": f"fees/receipt/{receipt}/",
        "firm": "fees/firm/?firm=firm-a",
        "revenue": "fees/revenue/",
    }
    counts = {}
    for name, path in pages.items():
        counts[name] = journal_asks(lambda path=path: collector.get(path))
    assert counts == json.loads(COUNTS.read_text("utf-8"))
