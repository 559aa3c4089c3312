"""A mapping: how the files of one source are to be read. It is a small TOML text, kept per source.

mapping = read_mapping(text)      raises FileNotTaken (F41) and says where
"""

import tomllib
import unicodedata
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct

from cuakhau.trade.importing.refusals import f41_mapping_can_be_read, not_taken

TEXT_FIELDS = ("scope", "direction", "place", "partner", "regime", "hs", "currency", "line")
MONEY_FIELDS = ("value", "duty", "vat", "other_tax")
NUMBER_FIELDS = (*MONEY_FIELDS, "weight")
# Which columns say the period: one of these sets.
PERIODS = (("year", "month"), ("month",), ("day",), ("first_day", "last_day"), ("year",))
PERIOD_FIELDS = ("year", "month", "day", "first_day", "last_day")
FIELDS = (*PERIOD_FIELDS, *TEXT_FIELDS, *NUMBER_FIELDS, "note")
WORDED = ("scope", "direction", "place", "partner", "regime", "currency")
GRAMS = {"g": 1, "kg": 1_000, "t": 1_000_000}

Precision = Literal["exact", "approx", "at_least", "derived", "suspect"]


class FileForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file is like. `header` is its heading, word by word: another file is refused."""

    kind: Literal["csv", "xlsx", "xml"]
    header: tuple[str, ...]
    header_row: int = 1
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""  # of a workbook; the first where it is left out
    row_path: str = ""  # of XML, such as `Lines/Line`
    decimal: Literal[".", ","] = "."
    thousands: Literal[",", ".", " ", "'", ""] = ""


class Fixed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for every row and stands in no column."""

    scope: str | None = None
    direction: str | None = None
    place: str | None = None
    partner: str | None = None
    regime: str | None = None
    hs: str | None = None
    currency: str | None = None
    hs_edition: str | None = None
    day_ends: Literal["00:00", "20:00"] = "00:00"
    precision: Precision = "exact"


class Units(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By what the columns are to be multiplied: 1000 for thousands; taxes are in dong."""

    value: int = 1
    tax: int = 1
    weight: Literal["g", "kg", "t"] = "kg"


class Checks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of rows. `places`: those of the zone, or any that the file names.

    `repeated`: rows of one period, place, goods and partner are doubted, or are `lines` that all
    count. `zero_is_unknown` names columns where the source writes 0 for what it does not know.
    """

    places: Literal["zone", "file"] = "zone"
    hs_digits: tuple[int, ...] = (2, 4, 6, 8)
    repeated: Literal["doubt", "lines"] = "doubt"
    zero_is_unknown: tuple[str, ...] = ()
    period_form: str = ""  # of `month` or days, such as `%m/%Y`; ISO where it is left out


class Mapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mapping. Facts of the same `source` are revisions of each other."""

    source: str
    file: FileForm
    columns: dict[str, str]
    title: str = ""
    fixed: Fixed = Fixed()
    units: Units = Units()
    words: dict[str, dict[str, str]] = {}
    checks: Checks = Checks()

    @property
    def fingerprint(self) -> str:
        """Digest of the heading that the mapping is for."""
        return fingerprint_of(self.file.header)


def read_mapping(text: str) -> Mapping:
    """Read a mapping. Raises `FileNotTaken` (F41) that says what is wrong with it."""
    try:
        mapping = msgspec.convert(tomllib.loads(text), Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as trouble:
        raise not_taken(f41_mapping_can_be_read, because=str(trouble)) from trouble
    wrong = _find_wrong(mapping)
    if wrong:
        raise not_taken(f41_mapping_can_be_read, because=wrong)
    return mapping


def fingerprint_of(header: tuple[str, ...]) -> str:
    """Digest a heading; capitals, blanks and the way accents are coded do not count."""
    return sha256("\x1f".join(fold(name) for name in header).encode()).hexdigest()[:16]


def fold(text: str) -> str:
    """Leave capitals, double blanks and the coding of accents away."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _find_wrong(mapping: Mapping) -> str:
    columns, form = mapping.columns, mapping.file
    unknown = sorted(set(columns) - set(FIELDS))
    heads = {fold(name) for name in form.header}
    absent = sorted(name for name in columns.values() if fold(name) not in heads)
    said = set(columns) & set(PERIOD_FIELDS)
    fixed = {name for name in TEXT_FIELDS if getattr(mapping.fixed, name, None) is not None}
    wrong = {
        f"columns: unknown {', '.join(unknown)}": unknown,
        f"columns: not in file.header: {', '.join(absent)}": absent,
        "file.header: a name stands twice": len(heads) < len(form.header),
        "columns: no year and month, month, day, or first_day and last_day": not any(
            set(words) == said for words in PERIODS
        ),
        "columns: no value, weight or tax": not set(columns) & set(NUMBER_FIELDS),
        "no scope, neither fixed nor in a column": not {"scope"} & ({*columns} | fixed),
        "no direction, neither fixed nor in a column": not {"direction"} & ({*columns} | fixed),
        "no currency, neither fixed nor in a column": "value" in columns
        and not {"currency"} & ({*columns} | fixed),
        "file.row_path: is needed for XML": form.kind == "xml" and not form.row_path,
        "file: decimal and thousands are the same": form.decimal == form.thousands,
        "file.delimiter: is one sign": len(form.delimiter) != 1,
        f"words: only for {', '.join(WORDED)}": set(mapping.words) - set(WORDED),
        "source: is empty": not mapping.source.strip(),
    }
    return "; ".join(text for text, is_so in wrong.items() if is_so)
