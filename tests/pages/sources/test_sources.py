"""Tick once: confirmations of another system are taken in by an officer."""

import html
import io
import json
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.journal.read import list_events

HEAD = "Biển kiểm soát;Xác nhận;Thời gian"
IN, OUT = "border_guard_in", "exit_border_guard"


def rows_of(gate, *rows):
    """Rows of a paste: plate, step, and minutes after now."""
    told = [
        f"{plate};{step};{gate.now + timedelta(hours=7, minutes=minutes):%d/%m/%Y %H:%M}"
        for plate, step, minutes in rows
    ]
    return "\n".join([HEAD, *told])


class Taking:
    """An officer at the page of a source; counts the clicks."""

    def __init__(self, gate, source, role="border_guard"):
        self.officer, self.source = gate.sign_in(role), source
        self.address, self.clicks = f"sources/{source.id}/", 0

    def look(self, text="", **files):
        self.clicks += 1
        return self.officer.post(self.address, act="look", pasted=text, **files)

    def write(self):
        self.clicks += 1
        return self.officer.post(
            self.address, act="write", sheet=self.carried(), name="x", nonce="n"
        )

    def columns(self, **said):
        return self.officer.post(self.address, act="columns", sheet=self.carried(), **said)

    def carried(self):
        found = re.search(r'<textarea name="sheet" hidden>(.*?)</textarea>', self.page, re.S)
        return html.unescape(found[1])

    @property
    def page(self):
        return self.officer.page

    def tile(self, state):
        found = re.search(rf'class="tile {state}">.*?value">([^<]+)<', self.page, re.S)
        return int(found[1]) if found else 0


@pytest.fixture
def taking(gate, source):
    return Taking(gate, source)


def confirmed(gate, number):
    return [row for row in list_events(gate.zone.name, number) if row.kind == "confirmed"]


def test_a_hundred_vehicles_are_ticked_with_two_clicks(gate, taking):
    plates = [f"12C-{100 + n}.45" for n in range(100)]
    numbers = [gate.declare(plate) for plate in plates]
    taking.look(rows_of(gate, *((plate, IN, 5) for plate in plates)))
    assert taking.tile("good") == 100
    assert all(confirmed(gate, number) == [] for number in numbers)  # nothing before the write
    taking.write()
    for number in numbers:
        [row] = confirmed(gate, number)
        assert (row.step, row.agency, row.way, row.origin) == (
            IN,
            "border_guard",
            "import",
            "import",
        )
        assert row.payload == {"source": taking.source.id}
    assert taking.clicks / len(numbers) <= 1


def test_where_there_is_no_source_a_vehicle_takes_at_most_two_clicks(gate):
    numbers = [gate.declare(f"12C-{100 + n}.45") for n in range(10)]
    officer = gate.sign_in("border_guard")
    clicks = 0
    for number in numbers:
        officer.press("desk/border_guard/", f"confirm:{number}:{IN}")
        clicks += 1
        assert [row.step for row in confirmed(gate, number)] == [IN]
    assert clicks / len(numbers) <= 2


def test_all_mistakes_come_at_once_with_row_and_column_and_good_rows_are_kept(gate, taking):
    number = gate.declare("12C-123.45")
    text = rows_of(gate, ("12C-123.45", IN, 5), ("12C-777.77", "ăn trưa", 5))
    text += f"\n12C-888.88;{IN};hôm qua\n;{IN};22/08/2024 12:30"
    taking.look(text)
    assert (taking.tile("good"), taking.tile("mistake")) == (1, 3)
    wrong = re.findall(
        r'<th scope="row" class="number">(\d+)</th>.*?data-label="Why"><span>(.*?)</span></td>',
        taking.page,
        re.S,
    )
    told = {
        row: re.findall(r'<strong>([^<]+)</strong>|class="rule">(\w+)<', why) for row, why in wrong
    }
    assert told["3"] == [("Xác nhận", ""), ("", "W5")]
    assert told["4"] == [("Thời gian", ""), ("", "W6")]
    assert told["5"] == [("", "W7")]
    taking.write()
    assert len(confirmed(gate, number)) == 1


def test_the_same_content_is_written_once_whatever_the_file_is_called(gate, taking):
    number = gate.declare("12C-123.45")
    for _ in range(2):
        taking.look(rows_of(gate, ("12C-123.45", IN, 5)))
        if 'name="act" value="write"' in taking.page:
            taking.write()
    assert "The same content was taken in at" in taking.page
    taking.write()
    assert len(confirmed(gate, number)) == 1


def test_a_longer_list_of_the_next_hour_gives_only_what_is_new(gate, taking):
    number = gate.declare("12C-123.45")
    taking.look(rows_of(gate, ("12C-123.45", IN, 5)))
    taking.write()
    taking.look(rows_of(gate, ("12C-123.45", IN, 5), ("12C-123.45", OUT, 55)))
    assert (taking.tile("given"), taking.tile("good") + taking.tile("doubtful")) == (1, 1)
    taking.write()
    assert [row.step for row in confirmed(gate, number)] == [IN, OUT]


def test_a_doubtful_row_is_written_and_marked(gate, taking):
    number = gate.declare("12C-123.45")
    taking.look(rows_of(gate, ("12C-123.45", IN, 90)))  # an hour and a half ahead of the clock
    assert taking.tile("doubtful") == 1
    taking.write()
    [row] = confirmed(gate, number)
    assert row.payload["doubts"] == ["W14"]


def test_a_row_of_no_vehicle_waits_for_a_person_who_gives_it_to_a_visit(gate, taking):
    number = gate.declare("12C-123.45")
    taking.look(rows_of(gate, ("29C-999.99", IN, 5), ("30E-111.11", IN, 6)))
    assert taking.tile("unmatched") == 2
    taking.write()
    officer = taking.officer
    officer.get("sources/unsettled")
    assert "29C-999.99" in officer.page
    one, two = sorted(set(re.findall(r'name="row" value="(\d+)"', officer.page)), key=int)
    officer.post("sources/unsettled", row=one, act="give", number="2024082299999")
    assert "W21" in officer.page
    officer.post("sources/unsettled", row=one, act="give", number=number)
    officer.post("sources/unsettled", row=two, act="aside")
    assert "Nothing waits to be settled." in officer.page
    [row] = confirmed(gate, number)
    assert row.payload == {"source": taking.source.id, "settled": True}
    officer.post("sources/unsettled", row=one, act="give", number=number)
    assert len(confirmed(gate, number)) == 1


def test_the_columns_of_a_source_are_chosen_once_and_remembered(gate, taking):
    gate.declare("12C-123.45")
    text = "x1\tx2\tx3\n12C-123.45\tqua barie\t22/08/2024 12:05"
    taking.look(text)
    assert "Say first which column tells:" in taking.page
    said = {"column-0": "plate", "column-1": "step", "column-2": "time"}
    taking.columns(**said)
    assert taking.tile("mistake") == 1  # its word for the step is not known yet
    taking.columns(**said, word="qua barie", **{"step-of": IN})
    assert taking.tile("good") == 1
    taking.look(text.replace("12:05", "12:04"))
    assert taking.tile("good") == 1


def test_a_workbook_with_merged_cells_and_titles_is_read(gate, taking):
    plates = ("12C-123.45", "12C-123.46")
    numbers = [gate.declare(plate) for plate in plates]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "DANH SÁCH XE QUA TRẠM"
    sheet.append(["Biển số", "Bước", "Ngày giờ"])
    for plate in plates:
        sheet.append([plate, "Biên phòng xác nhận vào cửa khẩu", gate.now.replace(tzinfo=None)])
    sheet.merge_cells("B3:B4")
    written = io.BytesIO()
    book.save(written)
    file = SimpleUploadedFile("danh sách.xlsx", written.getvalue())
    taking.look(file=file)
    taking.write()
    assert [len(confirmed(gate, number)) for number in numbers] == [1, 1]


def test_json_is_taken_as_well(gate, taking):
    number = gate.declare("12C-123.45")
    rows = [{"plate": "12C12345", "step": IN, "time": gate.now.isoformat()}]
    taking.look(json.dumps({"rows": rows}))
    taking.write()
    assert len(confirmed(gate, number)) == 1


def test_beijing_time_is_told_apart_from_ha_noi_time(gate, taking):
    number = gate.declare("12C-123.45")
    text = f"plate;step;time\n12C-123.45;{IN};2024-08-22 13:05"
    taking.look(text)
    taking.columns(
        **{"column-0": "plate", "column-1": "step", "column-2": "time", "offset_min": "480"}
    )
    taking.write()
    [row] = confirmed(gate, number)
    assert row.happened_offset_min == 480
    assert row.happened_us == int((gate.now + timedelta(minutes=5)).timestamp() * 1_000_000)


def test_a_source_of_one_agency_gives_no_step_of_another(gate, taking):
    gate.declare("12C-123.45")
    taking.look(rows_of(gate, ("12C-123.45", "customs_in", 5)))
    assert taking.tile("mistake") == 1


def test_nobody_takes_in_for_another_agency(gate, source):
    officer = gate.sign_in("customs")
    assert officer.get(f"sources/{source.id}/").status_code == 403
    officer.get("sources/")
    assert source.name not in officer.page


def test_what_fits_two_open_visits_is_given_to_the_later_and_marked(gate, taking):
    gate.declare("12C-123.45")
    gate.later(minutes=1)
    later = gate.declare("12C-123.45")
    taking.look(rows_of(gate, ("12C-123.45", IN, 3)))
    assert "W11" in taking.page
    taking.write()
    assert len(confirmed(gate, later)) == 1


@pytest.mark.parametrize("text", ["", "[1, 2]", "{not json", "plate;step;time"])
def test_what_is_no_list_is_said_so(gate, taking, text):
    assert taking.look(text).status_code == 422
    assert 'class="rule"' in taking.page
