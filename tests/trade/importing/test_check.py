"""A file is checked as a whole: every mistake by row and column, and no row is lost."""

from datetime import date

import pytest

from cuakhau.trade.cube import table
from cuakhau.trade.facts import table_of
from cuakhau.trade.importing.check import check_file
from cuakhau.trade.importing.checked import find_refusal
from cuakhau.trade.importing.mapping import read_mapping
from cuakhau.trade.importing.refusals import FileNotTaken
from trade.importing.files import AROUND, MAPPING, extract, line

MONTHS = [f"{month:02d}/2023" for month in range(1, 13)]
# One broken row each: the cell, what it says, the rule that finds it, the heading of its column.
BROKEN = [
    ("period", "13/2024", "F46", "Kỳ"),
    ("period", "09/2024", "F47", "Kỳ"),
    ("direction", "Quá cảnh", "F48", "Loại"),
    ("scope", "Hàng địa phương", "F49", "Phạm vi"),
    ("scope", "Tất cả loại hình", "F50", "Phạm vi"),
    ("place", "Móng Cái", "F51", "Cửa khẩu"),
    ("partner", "XX", "F52", "Nước"),
    ("hs", "7710", "F53", "Mã HS"),
    ("hs", "810", "F54", "Mã HS"),
    ("value", "1,234.50", "F55", "Trị giá"),
    ("weight", "1.23E+05", "F55", "Cân nặng"),
    ("weight", "-5", "F56", "Cân nặng"),
    ("currency", "ĐÔ LA", "F57", "Tiền"),
    ("value", "1,234", "F65", "Trị giá"),
]


def test_each_broken_row_is_set_aside_with_its_rule_and_column_and_the_good_ones_stand(tmp_path):
    good = [line(period=month) for month in MONTHS]
    months = [f"{1 + n % 7:02d}/2024" for n in range(len(BROKEN))]
    broken = [
        line(**{"period": month, "hs": f"20{n:02d}"} | {cell: said})
        for n, (month, (cell, said, _rule, _head)) in enumerate(zip(months, BROKEN, strict=True))
    ]
    torn = "02/2024;Xuất khẩu;Mở tại Lạng Sơn"
    empty = line(period="03/2024", value="", weight="")
    checked = extract(tmp_path, *good, *broken, torn, "", empty, *good[:1])
    first = len(good) + 2
    wanted = [(first + n, rule, head) for n, (_cell, _said, rule, head) in enumerate(BROKEN)] + [
        (first + len(BROKEN), "F45", ""),
        (first + len(BROKEN) + 2, "F66", "Trị giá"),
        (first + len(BROKEN) + 3, "F58", ""),
    ]
    found = [(one.row, one.rule, one.column) for one in checked.mistakes if one.row]
    assert found == wanted
    assert set(checked.said) == {row for row, _rule, _head in wanted}
    assert checked.bad == len(wanted)
    assert (checked.rows, checked.good) == (len(good) + len(wanted), len(good))
    assert checked.facts.num_rows == len(good)
    assert find_refusal(checked).rule == "F64"
    lost = next(one for one in checked.mistakes if one.rule == "F54")
    assert lost.facts["proposed"] == "0810"


def test_a_good_row_becomes_a_fact_to_the_cent(tmp_path):
    fact = extract(tmp_path, line()).facts.to_pylist()[0]
    assert (fact["first_day"], fact["last_day"]) == (date(2024, 1, 1), date(2024, 1, 31))
    assert (fact["value"], fact["value_usd_cents"], fact["weight_g"]) == (123450, 123450, 2_000_000)
    assert (fact["place"], fact["partner"], fact["direction"]) == ("huu_nghi", "CN", "export")
    assert (fact["revision"], fact["row"], fact["duty_vnd"]) == (1, 2, None)
    assert (fact["hs"], fact["hs_edition"]) == ("0810", "2022")
    dong = extract(tmp_path, line(currency="VND", value="1.234")).facts.to_pylist()[0]
    assert (dong["value"], dong["value_usd_cents"]) == (1234, None)


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"value": "12.500,00"}, {"F59"}),
        ({"weight": "20.000"}, {"F60"}),
        ({"value": "1.300,00", "weight": "2.100"}, set()),
        ({"weight": "0"}, {"F68"}),
    ],
)
def test_a_figure_ten_times_its_neighbours_stands_in_doubt(tmp_path, changed, rules):
    lines = [line(period=month, value=f"1.2{n:02d},00") for n, month in enumerate(MONTHS)]
    lines[6] = line(period=MONTHS[6], **changed)
    checked = extract(tmp_path, *lines)
    assert {one.rule for one in checked.mistakes} == rules
    assert not checked.bad
    doubted = {fact["row"]: fact["doubts"] for fact in checked.facts.to_pylist()}
    assert doubted[8] == (";".join(sorted(rules)) or None)
    assert set(doubted.values()) <= {None, doubted[8]}


def test_a_weight_that_its_value_cannot_pay_is_doubted_though_no_month_is_near(tmp_path):
    goods = [line(period=f"{1 + n % 12:02d}/{2016 + n // 12}") for n in range(36)]
    checked = extract(tmp_path, *goods, line(period="01/2024", partner="LA", weight="2"))
    assert [(one.row, one.rule) for one in checked.mistakes if one.row] == [(38, "F61")]


def test_lines_that_a_code_theirs_begins_with_puts_out_of_the_sums_are_told(tmp_path):
    """Just those lines are in doubt that the cube leaves out, in the file or among those known."""
    codes = ["0805", "08106000", "0810", "2008", "210690"]
    checked = extract(tmp_path, *(line(hs=code) for code in codes))
    [told] = [one for one in checked.mistakes if one.rule == "F69"]
    assert (told.row, told.value, told.column) == (3, "08106000", "Mã HS")
    assert told.facts["beside"] == "0810"
    left_out = table(checked.facts, by=("hs2",), scope="declared_lang_son_customs")
    assert left_out["hs2"].to_pylist() == ["08", "20", "21"]
    assert left_out["facts"].to_pylist() == [2, 1, 1]  # 0805 and 0810
    known = table_of(checked.facts.to_pylist())
    more = [line(hs=code) for code in ("08", "2105", "21069099", "2009", "08106000")]
    after = extract(tmp_path, *more, known=lambda _first, _last: known)
    told = {one.row: one.facts["beside"] for one in after.mistakes if one.rule == "F69"}
    assert told == {2: "0805", 4: "210690", 6: "08"}


def test_months_without_a_row_are_told_as_unknown(tmp_path):
    checked = extract(tmp_path, *(line(period=month) for month in MONTHS if month[:2] != "05"))
    assert checked.missing == (date(2023, 5, 1),)
    assert [one.rule for one in checked.mistakes] == ["F67"]


def test_what_is_known_is_no_news_and_what_changed_is_a_revision(tmp_path):
    def known(first, last):
        assert (first, last) == (date(2023, 1, 1), date(2023, 12, 31))
        return table_of(before.facts.to_pylist())

    before = extract(tmp_path, *(line(period=month) for month in MONTHS))
    changed = [line(period=month) for month in MONTHS]
    changed[3] = line(period=MONTHS[3], value="1.300,00")
    checked = extract(tmp_path, *changed, known=known)
    assert (checked.new, checked.revised, checked.alike) == (0, 1, 11)
    (fact,) = checked.facts.to_pylist()
    assert (fact["revision"], fact["value"], fact["row"]) == (2, 130000, 5)


def test_a_file_in_another_currency_than_before_is_doubted_as_a_whole(tmp_path):
    def known(_first, _last):
        return table_of(before.facts.to_pylist())

    def some(month, value):
        return [line(period=month, hs=f"08{n:02d}", value=value) for n in range(6)]

    before = extract(tmp_path, *some("01/2024", "1.000"))
    after = extract(tmp_path, *some("02/2024", "25.000.000"), known=known)
    whole = [one for one in after.mistakes if not one.row]
    assert [(one.rule, one.facts["guess"]) for one in whole] == [("F62", "VND, USD")]


def test_lines_of_one_period_may_all_count(tmp_path):
    text = MAPPING + 'repeated = "lines"\n'
    checked = extract(tmp_path, line(), line(), line(value="7"), text=text)
    assert (checked.good, checked.bad) == (3, 0)
    assert len(set(checked.facts["fact"].to_pylist())) == 3


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (MAPPING.replace('"Tiền"', '"Ngoại tệ"'), "F42"),
        (MAPPING.replace('decimal = ","', 'delimiter = "|"\ndecimal= ","'), "F70"),
        (MAPPING.replace('kind = "csv"', 'kind = "xlsx"'), "F43"),
        (MAPPING.replace('kind = "csv"', 'kind = "csv"\nencoding = "utf-16"'), "F43"),
    ],
)
def test_a_mapping_for_another_file_is_refused(tmp_path, text, rule):
    with pytest.raises(FileNotTaken) as told:
        extract(tmp_path, line(), text=text)
    assert told.value.rule == rule
    if rule == "F42":
        assert "Ngoại tệ" in told.value.reason("vi")
        assert "Tiền" in told.value.reason("vi")


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(FileNotTaken) as told:
        extract(tmp_path)
    assert told.value.rule == "F44"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("source =\n", "line 1"),
        (MAPPING.replace("month =", "moon ="), "moon"),
        (MAPPING.replace('month = "Kỳ"', ""), "no year and month"),
        (MAPPING.replace('value = "Trị giá"', 'value = "Giá"'), "Giá"),
        (MAPPING.replace('thousands = "."', 'thousands = ","'), "the same"),
        (MAPPING.replace('scope = "declared_lang_son_customs"\nhs', "hs").replace(
            'scope = "Phạm vi"', ""), "no scope"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_says_where(text, word):
    with pytest.raises(FileNotTaken) as told:
        read_mapping(text)
    assert told.value.rule == "F41"
    assert word in str(told.value)


def test_three_broken_rows_among_very_many_are_found_and_the_rest_is_kept(tmp_path):
    heads = "month,direction,place,partner,hs,value,weight\n"
    made = [
        f"{2010 + n // 12 % 10}-{1 + n % 12:02d},export,p{n // 120 % 40},CN,{10 + n // 4800:02d},"
        f"{1000 + n % 97},{500 + n % 89}\n"
        for n in range(96_000)
    ]
    made[11], made[50_000] = made[11].replace(",export", ",away"), made[50_000].replace(",CN", "")
    made[95_999] = made[95_999].replace("2019-12", "2019-00")
    path = tmp_path / "many.csv"
    path.write_text(heads + "".join(made), encoding="utf-8")
    mapping = read_mapping(
        'source = "made_up"\ncolumns = {month = "month", direction = "direction", place = "place",'
        'partner = "partner", hs = "hs", value = "value", weight = "weight"}\n'
        'fixed = {scope = "made_up", currency = "USD"}\nchecks = {places = "file"}\n'
        f'file = {{kind = "csv", header = {heads.strip().split(",")}}}\n'
    )
    checked = check_file(path, mapping, AROUND)
    assert [(one.row, one.rule) for one in checked.mistakes] == [
        (13, "F48"),
        (50_002, "F45"),
        (96_001, "F46"),
    ]
    assert (checked.rows, checked.good, checked.bad) == (96_000, 95_997, 3)
