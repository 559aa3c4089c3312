"""A real zone on its first morning, and a workbook to open it with."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from cuakhau.accounts.models import Person
from cuakhau.operations.opening.act import Asking, moment_of, open_day
from cuakhau.operations.opening.columns import SHEETS
from cuakhau.operations.opening.refusals import BadBook
from cuakhau.operations.opening.template import write_template
from cuakhau.zone.load import find_zone
from desk import desk_database  # noqa: F401
from journal.example import fresh_zone

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=HERE)
HEAD = 2
EARLY = datetime(2026, 11, 23, 5, 30)  # noqa: DTZ001 cells have no offset
LORRY = {
    "place": "Lối thông quan Hữu Nghị, mốc 1116–1117",
    "procedure": "Xuất khẩu",
    "goods": "Hoa quả",
    "plate": "12C-123.45",
    "since": "22/11/2026 14:30",
}
OFFICER = {
    "username": "hq.an",
    "full_name": "Nguyễn Văn An",
    "role": "Hải quan",
    "works_for": "Hải quan",
}
SHIFT = {"username": "hq.an", "since": "23/11/2026 07:00", "until": "23/11/2026 19:00"}


@pytest.fixture
def real(desk_database):  # noqa: F811
    """The zone of Lạng Sơn under a name that no other test writes to."""
    name = fresh_zone(ending="").name
    yield find_zone("lang-son").renamed(name)
    Person.objects.filter(zone=name).delete()


class Book:
    """A workbook as somebody fills it in."""

    def __init__(self, zone, language="vi"):
        self.book = load_workbook(io.BytesIO(write_template(zone.at(MORNING.date()), language)))
        self.sheets = {one.key: self.book[one.titles[language]] for one in SHEETS}
        self.columns = {
            one.key: {column.key: at for at, column in enumerate(one.columns, start=1)}
            for one in SHEETS
        }
        self.rows = dict.fromkeys(self.sheets, HEAD)

    def add(self, sheet, **cells):
        self.rows[sheet] += 1
        for key, value in cells.items():
            self.sheets[sheet].cell(self.rows[sheet], self.columns[sheet][key], value)
        return self

    def content(self):
        written = io.BytesIO()
        self.book.save(written)
        return written.getvalue()


@pytest.fixture
def book(real):
    return Book(real)


@pytest.fixture
def filled(book):
    """Three lorries of three kinds, a count, an officer with a shift."""
    book.add("waiting", **LORRY, driver="Lái xe Mẫu 1", phone="0400 000 001", yard="Bãi Xuân Cương")
    book.add("waiting", **{**LORRY, "plate": "29H-222.22", "since": EARLY})
    book.add("waiting", **{**LORRY, "plate": None, "procedure": "import", "goods": "other"})
    book.add("counts", place="Tân Thanh", procedure="Xuất khẩu", goods="Hoa quả", amount="1.045")
    book.add("staff", **OFFICER)
    book.add("roster", **SHIFT)
    return book


@pytest.fixture
def opens(real):
    """Open the zone with a workbook; give what was written."""

    def open_(content, zone=real, at=MORNING, language="vi"):
        at = at.replace(tzinfo=HERE)
        return open_day(zone, content, moment_of(zone, at), Asking("admin", at, language))

    return open_


@pytest.fixture
def mistakes(opens):
    """Try to open with a workbook; give the addresses and rules of its mistakes."""

    def of(content, **more):
        with pytest.raises(BadBook) as bad:
            opens(content, **more)
        return [(one.address, one.refusal.rule) for one in bad.value.mistakes]

    return of


def plain_book(sheets):
    """A workbook from lists of rows, as one that people made themselves."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def written(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
