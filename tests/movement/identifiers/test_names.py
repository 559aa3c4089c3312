"""The order of Vietnamese names: letters before tones, syllable by syllable, given name first."""

import unicodedata

import pytest
from hypothesis import given, strategies

from cuakhau.movement.identifiers import person_sort_key, sort_key

IN_ORDER = [
    ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "b", "c", "d", "đ", "e", "ê"],
    ["o", "ô", "ơ", "p", "t", "u", "ư", "v", "x", "y"],
    ["an", "ạn", "anh", "ăn", "ân"],
    ["Bãi Bảo", "Bãi Bão", "Bãi Cảo"],
    ["la", "la bàn", "là"],
    ["tiêc", "tiếc", "tiệc"],
    ["1", "10", "2", "a"],
    ["x", "z", "友"],
]


@pytest.mark.parametrize("words", IN_ORDER)
def test_words_stand_in_order(words):
    backwards = words[::-1]
    assert sorted(backwards, key=sort_key) == words


def test_persons_stand_by_given_name_then_family_then_middle():
    people = ["Nguyễn Thị An", "Nguyễn Văn An", "Trần Thị An", "Lê Văn Ân", "Đỗ Thị Bình", "Bo"]
    backwards = people[::-1]
    assert sorted(backwards, key=person_sort_key) == people


def test_composed_and_decomposed_letters_are_the_same():
    name = "Nguyễn Thị Ưởng"
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)
    assert sort_key(name.upper()) == sort_key(name)


@given(strategies.text(max_size=30))
def test_a_key_is_printable_ascii(text):
    key = sort_key(text)
    assert key.isascii()
    assert key.isprintable()
