"""Goods are found by words in Vietnamese, English and Chinese, or by code; accents optional."""

import gzip

import pytest
from click.testing import CliRunner

from cuakhau.operations.declare.hs import nomenclature
from cuakhau.operations.declare.hs.nomenclature import NotANomenclature, list_own, read_nomenclature
from cuakhau.operations.declare.hs.offer import offer_goods
from cuakhau.operations.declare.hs.search import build_index, find
from cuakhau.zone.load import find_zone

OWN = build_index(list_own())
LINES = """line,level,code,name_vi,name_en
1,0,0810,Quả khác tươi,"Other fruit, fresh"
2,1,08106000,- Quả sầu riêng,- Durians
3,1,,- Loại khác:,- Other:
4,2,08109010,- - Quả nhãn,- - Longans
4,2,08109010,- - Quả nhãn,- - Longans
"""


def codes(asked, index=OWN):
    return [row.code for row in find(index, asked)]


@pytest.mark.parametrize(
    "asked", ["sầu riêng", "sau rieng", "SAU RI", "durian", "0810.60", "081060", "榴莲"]
)
def test_durian_is_found_by_each_of_its_names(asked):
    assert "081060" in codes(asked)


@pytest.mark.parametrize("asked", ["", "s", "no such goods", "sầu táo"])
def test_nothing_fits_nothing(asked):
    assert codes(asked) == []


def test_own_headings_are_whole_and_name_goods_of_the_zone():
    zone = find_zone("lang-son")
    rows = list_own()
    assert len({row.code for row in rows}) == len(rows) > 150
    for row in rows:
        assert row.code.isdigit()
        assert len(row.code) in (4, 6), row
        assert row.vi
        assert row.en
        assert row.zh
        assert row.goods == "" or row.goods in zone.goods_by_id, row


def test_a_published_nomenclature_is_read_with_what_each_line_stands_under(tmp_path):
    path = tmp_path / "lines.csv.gz"
    path.write_bytes(gzip.compress(LINES.encode()))
    rows = {row.code: row for row in read_nomenclature(path)}
    assert list(rows) == ["0810", "08106000", "08109010"]
    assert rows["08109010"].vi == "Quả khác tươi › Loại khác › Quả nhãn"
    assert codes("qua nhan", build_index(rows.values())) == ["08109010"]


def test_a_file_without_codes_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(NotANomenclature):
        read_nomenclature(path)


def test_what_was_taken_in_is_searched_instead(desk_database, tmp_path):
    path = tmp_path / "lines.csv"
    path.write_text(LINES, "utf-8")
    try:
        assert nomenclature.keep_nomenclature(read_nomenclature(path)) == 3
        [found] = offer_goods("sau rieng", [], "vi")
        assert (found["code"], found["goods"]) == ("08106000", "fruit")
        assert found["value"] == "Quả sầu riêng"
    finally:
        nomenclature.keep_nomenclature([])


def test_what_the_firm_declared_before_comes_first(desk_database):
    before = [{"description": "Sầu riêng Ri6", "hs_code": "081060", "goods": "fruit"}]
    first, *rest = offer_goods("sau ri", before, "en")
    assert first["is_own"]
    assert first["value"] == "Sầu riêng Ri6"
    assert "Durians" in [one["value"] for one in rest]


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    from cuakhau.cli.hs import command

    answer = CliRunner().invoke(command, ["import", str(tmp_path / "absent.csv")])
    assert answer.exit_code == 2
