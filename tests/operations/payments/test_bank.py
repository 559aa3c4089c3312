"""A bank statement: read in whole, each mistake named, each row settled once."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.operations.payments.bank import settle
from cuakhau.operations.payments.bank.check import check_statement, read_money
from cuakhau.operations.payments.bank.match import find_visits, last_settlements, list_unsettled
from cuakhau.operations.payments.bank.sheets import guess_mapping, read_carried, read_sheet
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import StatementRow
from cuakhau.operations.payments.refusals import NotTaken
from cuakhau.operations.payments.taking.take import Paying
from cuakhau.web.uploads.read import read_upload

HEAD = "Ngày giao dịch;Số tiền ghi nợ;Số tiền ghi có;Nội dung;Số tham chiếu"


def sheet_of(text, name="saoke.csv"):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return read_sheet(read_upload(file, kinds=["csv", "xlsx"]))


def check(text):
    sheet = sheet_of(text)
    return check_statement(sheet, guess_mapping(sheet.columns))


def take_in(till, *rows, name="saoke.csv"):
    reads, mistakes = check("\n".join([HEAD, *rows]))
    assert not mistakes
    file = settle.File(name=name, mapping={}, rows=tuple(reads))
    now = till.gate.now
    return settle.take_statement(till.zone, file, by="lan", at=now, nonce=f"in-{name}-{rows}")


def booking(row):
    return settle.Booking(row=row.pk, account="001")


def rows_of(till):
    return list(StatementRow.objects.filter(zone=till.zone.name).order_by("pk"))


@pytest.mark.parametrize(
    ("text", "amount"),
    [("300000", 300_000), ("300.000", 300_000), ("1,234,567.00", 1_234_567), ("+5 VND", 5),
     ("1.234.567,00", 1_234_567), ("-20.000", -20_000), ("", 0), ("–", 0)],
)  # fmt: skip
def test_amounts_are_read_as_banks_print_them(text, amount):
    assert read_money(text) == amount


@pytest.mark.parametrize("text", ["12,5", "1.50", "abc", "1.23.456", "3O0000"])
def test_what_may_mean_two_things_is_no_amount(text):
    with pytest.raises(ValueError, match=text):
        read_money(text)


def test_a_statement_with_a_preamble_is_read(till):
    rows = ["22/08/2024 09:15:00;;300.000;CK 2024;FT1", ";;300.000;Tổng cộng;"]
    text = "\n".join(["NGÂN HÀNG", "Tài khoản;001", "", HEAD, *rows])
    [row], mistakes = check(text)
    assert not mistakes
    assert (row.row, row.day, row.amount_vnd) == (5, date(2024, 8, 22), 300_000)


def test_an_excel_file_with_merged_cells_is_read(till):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SAO KÊ TÀI KHOẢN"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Date", "Credit", "Debit", "Description"])
    sheet.append([date(2024, 8, 22), 300_000, None, "VISIT 1"])
    sheet.append(["22/08/2024", "1.250.000", None, "VISIT 2"])
    written = BytesIO()
    book.save(written)
    reads, mistakes = check(written.getvalue())
    assert not mistakes
    assert [(one.row, one.amount_vnd) for one in reads] == [(3, 300_000), (4, 1_250_000)]


def test_every_mistake_is_told_with_its_row_and_column():
    text = "\n".join(
        [HEAD, "32/08/2024;;5;a;1", "22/08/2024;;1,50;b;2", "22/08/2024;;;c;3", ";;999;Tổng;"]
    )
    reads, mistakes = check(text)
    assert [(one.row, one.column, one.refusal.rule) for one in mistakes] == [
        (2, "Ngày giao dịch", "F23"),
        (3, "Số tiền ghi có", "F24"),
        (4, "Số tiền ghi có", "F25"),
        (5, "Số tiền ghi có", "F26"),
    ]
    assert reads == []


def test_a_column_that_is_not_chosen_is_asked_for():
    sheet = sheet_of("a,b,c\n1,2,3")
    _, mistakes = check_statement(sheet, guess_mapping(sheet.columns))
    assert [one.refusal.rule for one in mistakes] == ["F22"] * 3
    assert read_carried(sheet.to_csv()) == sheet


def test_a_file_without_headings_is_refused():
    with pytest.raises(NotTaken, match="F21"):
        sheet_of("\n;;\n")


def test_a_transfer_that_names_the_visit_is_matched_by_itself(till):
    number = till.arrive()
    till.pay(number, means="transfer", account="001")
    told = take_in(till, f"22/08/2024;;300000;MBVCB.99.{number} chuyen tien;FT1")
    assert (told["matched"], told["open"]) == (1, 0)
    assert list_unsettled(till.zone.name) == []


def test_another_amount_is_left_to_a_person(till):
    number = till.arrive()
    paid = till.pay(number, means="transfer")
    told = take_in(till, f"22/08/2024;;299000;{number};FT1")
    assert told["open"] == 1
    with pytest.raises(NotTaken, match="F29"):
        settle.match_by_hand(
            till.zone, rows_of(till)[0].pk, paid.entry, by="lan", at=till.gate.now, nonce="m"
        )


def test_doubled_rows_are_marked_and_matched_with_nothing(till):
    number = till.arrive()
    till.pay(number, means="transfer")
    row = f"22/08/2024;;300000;{number};FT1"
    take_in(till, row)
    told = take_in(till, row, "23/08/2024;;5000;lai suat;FT2", name="again.csv")
    assert (told["doubled"], told["matched"], told["open"]) == (1, 0, 1)
    with pytest.raises(NotTaken, match="F27"):
        take_in(till, row, name="third.csv")


def test_money_that_nobody_took_is_booked_for_its_visit(till):
    number = till.arrive()
    take_in(till, f"22/08/2024;;300000;nop phi {number};FT1")
    [row] = rows_of(till)
    assert find_visits(till.zone.name, [row]) == {row.pk: (number,)}
    paying = Paying(numbers=(number,), agency="fee_collector", means="transfer", account="001")
    settle.book_visits(till.zone, booking(row), paying, by="lan", at=till.gate.now, nonce="b")
    assert till.balance("bank", holder="001") == 300_000
    assert last_settlements([row])[row.pk].kind == "booked"
    with pytest.raises(NotTaken, match="F28"):
        settle.set_aside(till.zone, row.pk, "x", by="lan", at=till.gate.now, nonce="a")


def test_money_of_a_firm_becomes_its_balance(till):
    take_in(till, "22/08/2024;;900000;cong ty A nop truoc;FT1")
    [row] = rows_of(till)
    settle.book_balance(till.zone, booking(row), "firm-a", by="lan", at=till.gate.now, nonce="b")
    assert firm_standing_of(till.zone.name, "firm-a").prepaid_vnd == 900_000
    assert list_unsettled(till.zone.name) == []


def test_a_row_is_set_aside_with_a_reason_and_opened_again(till):
    take_in(till, "22/08/2024;11000;;phi dich vu;FT1")
    [row] = rows_of(till)
    at = till.gate.now
    with pytest.raises(NotTaken, match="F11"):
        settle.set_aside(till.zone, row.pk, " ", by="lan", at=at, nonce="a")
    with pytest.raises(NotTaken, match="F30"):
        settle.book_balance(till.zone, booking(row), "firm-a", by="lan", at=at, nonce="b")
    settle.set_aside(till.zone, row.pk, "bank charge", by="lan", at=at, nonce="c")
    settle.open_again(till.zone, row.pk, by="lan", at=at, nonce="d")
    assert last_settlements([row]) == {}


def test_cash_handed_in_is_found_on_the_statement(till):
    take_in(till, "22/08/2024;;500000;nop tien mat;FT1")
    [row] = rows_of(till)
    settle.book_deposit(till.zone, booking(row), by="lan", at=till.gate.now, nonce="d")
    assert (till.balance("bank"), till.balance("vault")) == (500_000, -500_000)
