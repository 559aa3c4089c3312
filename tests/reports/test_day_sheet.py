"""A day sheet is checked whole, told all its mistakes at once, and written once."""

import pytest

from cuakhau.reports.day_sheet import BadSheet, read_sheet
from cuakhau.reports.issuing import count_bulletin
from cuakhau.reports.reading import read_data
from cuakhau.reports.refusals import RULES
from cuakhau.reports.taking import take_sheet
from cuakhau.zone.load import find_zone
from cuakhau.zone.refusal import texts_of
from cuakhau.zone.types import LANGUAGES
from reports.days import DAY, NIGHT

HEAD = "day,place,measure,direction,goods,amount\n"
WAGONS = HEAD + "2024-08-22,dong_dang,cleared,export,,18\n2024-08-22,dong_dang,cleared,import,,28\n"
LANG_SON = find_zone("lang-son")
NOW_US = int(NIGHT.timestamp()) * 1_000_000


def mistakes_of(text):
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadSheet) as bad:
        read_sheet(LANG_SON, content, now_us=NOW_US)
    return [(one.row, one.column, one.refusal.rule) for one in bad.value.mistakes]


def test_wagons_are_read_by_direction():
    rows = read_sheet(LANG_SON, b"\xef\xbb\xbf" + WAGONS.encode(), now_us=NOW_US)
    assert [(row.heading, row.procedure, row.amount) for row in rows] == [
        ("export", "export", 18),
        ("import", "import", 28),
    ]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("2024-13-22,dong_dang,cleared,export,,18", (2, "day", "B11")),
        ("2024-08-23,dong_dang,cleared,export,,18", (2, "day", "B11")),  # not over yet
        ("2024-08-22,mars,cleared,export,,18", (2, "place", "B12")),
        ("2024-08-22,xuan_cuong,cleared,export,,18", (2, "place", "B12")),  # a yard
        ("2024-08-22,dong_dang,seen,export,,18", (2, "measure", "B13")),
        ("2024-08-22,dong_dang,cleared,up,,18", (2, "direction", "B14")),
        ("2024-08-22,dong_dang,cleared,,fruit,18", (2, "goods", "B14")),
        ("2024-08-22,dong_dang,cleared,export,gold,18", (2, "goods", "B14")),
        ("2024-08-22,dong_dang,cleared,export,,1.8", (2, "amount", "B15")),
        ("2024-08-22,dong_dang,cleared,export,,-1", (2, "amount", "B15")),
        ("2024-08-22,dong_dang,cleared,export,,²", (2, "amount", "B15")),
        ("2024-08-22,dong_dang,cleared,export,,9999999", (2, "amount", "B15")),
        ("2024-08-22,dong_dang,cleared,export", (2, "", "B10")),
        ("2024-08-22,dong_dang,cleared,export,,1,2", (2, "", "B10")),
    ],
)
def test_each_mistake_is_told_with_its_row_and_column(line, mistake):
    assert mistakes_of(f"{HEAD}{line}\n") == [mistake]


def test_all_mistakes_are_told_at_once():
    found = mistakes_of(HEAD + "never,mars,seen,up,,x\n" + "2024-08-22,dong_dang,cleared,,,y\n")
    assert [rule for _, _, rule in found] == ["B15", "B11", "B14", "B13", "B12", "B15"]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", HEAD.encode() + b"\xff\xfe\n", HEAD.encode() + b'"open\n']
)
def test_a_file_that_is_no_sheet_is_refused(content):
    assert {rule for _, _, rule in mistakes_of(content)} == {"B10"}


def test_a_number_given_twice_or_with_its_part_is_refused():
    line = "2024-08-22,na_hinh,cleared,export,{},1\n"
    text = HEAD + line.format("") + line.format("") + line.format("fruit")
    assert mistakes_of(text) == [(3, "amount", "B16"), (4, "goods", "B17")]


def test_it_is_written_once_and_a_changed_number_corrects_it(desk_database):
    zone = LANG_SON.renamed("sheets-demo")

    def take(text):
        taken = take_sheet(zone, text.encode(), by="test", at=NIGHT)
        return taken.written, taken.corrected, taken.known

    assert [take(WAGONS), take(WAGONS)] == [(2, 0, 0), (0, 0, 2)]
    assert take(WAGONS.replace(",18", ",19")) == (1, 1, 1)
    assert take(WAGONS) == (1, 1, 1)  # back to the first number: that is news too
    bulletin = count_bulletin(read_data(zone), DAY)
    railway = next(part for part in bulletin.lines if part.line == "dong_dang")
    assert (railway.unit, railway.basis) == ("wagon", ("hand",))
    assert railway.cells["cleared", "export"].value == 18
    assert bulletin.whole.cells["cleared", "all"].value is None  # wagons are no vehicles


def test_every_rule_has_three_languages_with_the_same_places():
    for rule in RULES:
        said = texts_of(rule)
        assert set(said) == set(LANGUAGES)
        texts = [said[one].reason + said[one].cure for one in LANGUAGES]
        places = [{part.split("}")[0] for part in text.split("{")[1:]} for text in texts]
        assert places[0] == places[1] == places[2], rule
