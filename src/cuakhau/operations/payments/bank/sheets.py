"""A statement file as a sheet of texts, and which of its columns is what."""

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from cuakhau.operations.payments.bank.refusals import f21_file_is_a_statement
from cuakhau.operations.payments.refusals import not_taken
from cuakhau.web.uploads.read import Upload

MOST_ROWS = 20_000
FIELDS = ("day", "credit", "debit", "text", "reference")
NEEDED = ("day", "credit", "text")
# What banks write above their columns, without accents and in small letters; the first that
# fits counts. "amount" stands for one column with a sign.
WORDS: dict[str, tuple[str, ...]] = {
    "day": ("ngay giao dich", "ngay gd", "ngay", "transaction date", "date", "日期", "交易日期"),
    "credit": ("so tien ghi co", "ghi co", "phat sinh co", "credit", "so tien", "amount", "co",
               "贷方", "收入", "金额"),
    "debit": ("so tien ghi no", "ghi no", "phat sinh no", "debit", "no", "借方", "支出"),
    "text": ("noi dung", "dien giai", "mo ta", "description", "remark", "details", "摘要", "附言"),
    "reference": ("so tham chieu", "ma giao dich", "so but toan", "so ct", "so gd", "reference",
                  "ref", "transaction id", "流水号", "交易号"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as texts. `first` is the number that people see beside the first row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int

    def to_csv(self) -> str:
        """Write the sheet out, so that a form can carry it while its columns are chosen."""
        written = io.StringIO()
        writer = csv.writer(written)
        writer.writerows([[str(self.first)], self.columns, *self.rows])
        return written.getvalue()


def read_sheet(upload: Upload) -> Sheet:
    """Read a CSV or Excel file. Raises F21 where no row can be the one of the headings."""
    rows = _read_workbook(upload.content) if upload.text is None else _read_csv(upload.text)
    return _below_headings(rows)


def read_carried(text: str) -> Sheet:
    """Read back what `Sheet.to_csv` wrote. Raises F21."""
    rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
    if len(rows) < 2 or not rows[0] or not rows[0][0].isdecimal():
        raise not_taken(f21_file_is_a_statement)
    return Sheet(rows[1], tuple(rows[2 : 2 + MOST_ROWS]), int(rows[0][0]))


def guess_mapping(columns: Iterable[str]) -> dict[str, str]:
    """Guess which column is what by its heading; a field that no heading fits is left out."""
    known = {fold(name): name for name in columns if name}
    found: dict[str, str] = {}
    for field, words in WORDS.items():
        for word in words:
            fits = [name for told, name in known.items() if _fits(told, word)]
            fits = [name for name in fits if name not in found.values()]
            if fits:
                found[field] = fits[0]
                break
    return found


def fold(text: str) -> str:
    """Leave accents and capitals away: `Số tiền ghi có` is `so tien ghi co`."""
    told = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in told if not unicodedata.combining(letter))
    return " ".join(plain.lower().split())


def _fits(told: str, word: str) -> bool:
    """A short word must be the whole heading: `co` is not meant by `cong ty`."""
    return told == word if len(word) <= 4 and word.isascii() else word in told


def _below_headings(rows: list[tuple[str, ...]]) -> Sheet:
    for place, row in enumerate(rows[:40]):
        guessed = guess_mapping(row)
        if all(field in guessed for field in NEEDED):
            width = max((at for at, name in enumerate(row) if name), default=-1) + 1
            below = [tuple((*line, *[""] * width)[:width]) for line in rows[place + 1 :]]
            last = max((at for at, line in enumerate(below) if any(line)), default=-1)
            return Sheet(row[:width], tuple(below[: last + 1]), place + 2)
    if rows and any(rows[0]):  # let a person say which column is what
        return Sheet(rows[0], tuple(rows[1:]), 2)
    raise not_taken(f21_file_is_a_statement)


def _read_csv(text: str) -> list[tuple[str, ...]]:
    head = text[:4000]
    delimiter = max(";,\t|", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [tuple(cell.strip() for cell in row) for row in islice(rows, MOST_ROWS)]


def _read_workbook(content: bytes) -> list[tuple[str, ...]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheet = book.worksheets[0]
    rows = [[_say(cell.value) for cell in row] for row in sheet.iter_rows(max_row=MOST_ROWS)]
    return [tuple(row) for row in rows]


def _say(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
