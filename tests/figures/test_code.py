"""A code is short, repeats, and catches slips."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cuakhau.figures.code import ALPHABET, NotACode, code_of, read_code

codes = st.binary(max_size=20).map(code_of)


@given(st.binary(max_size=40))
def test_the_same_content_has_the_same_code(content):
    assert read_code(code_of(content)) == code_of(content) == code_of(bytes(content))


@given(codes, st.integers(2, 13), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_caught(code, place, wrong):
    assume(code[place] not in ("-", wrong))
    with pytest.raises(NotACode):
        read_code(code[:place] + wrong + code[place + 1 :])


@given(codes, st.integers(0, 9))
def test_two_neighbours_swapped_are_caught(code, place):
    plain = list(code[2:].replace("-", ""))
    assume(plain[place] != plain[place + 1])
    plain[place], plain[place + 1] = plain[place + 1], plain[place]
    with pytest.raises(NotACode):
        read_code("F-" + "".join(plain))


@given(codes)
def test_a_code_is_read_as_people_write_it(code):
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(spoken) == code


@pytest.mark.parametrize("text", ["", "F-", "F-123", "hello", "F-7K3M9-QX2TPBX", "F-7K3M9-QX2T£B"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(NotACode):
        read_code(text)
