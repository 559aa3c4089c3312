"""Container numbers with their check digit, and numbers of customs declarations."""

import pytest
from hypothesis import given, strategies

from cuakhau.movement.identifiers import read_container, read_customs_number
from cuakhau.movement.identifiers.containers import check_digit


@pytest.mark.parametrize(
    "typed", ["CSQU3054383", "csqu 305438-3", "CSQU305438 3", "ＣＳＱＵ3054383"]
)
def test_the_example_of_the_standard_is_valid(typed):
    container = read_container(typed)
    assert (container.normal, container.marks) == ("CSQU3054383", ())
    assert (container.owner, container.category) == ("CSQ", "U")


@pytest.mark.parametrize("digit", sorted(set("0123456789") - {"3"}))
def test_any_other_check_digit_is_marked(digit):
    container = read_container(f"CSQU305438{digit}")
    assert (container.normal, container.marks) == (None, ("M84",))


@pytest.mark.parametrize("typed", ["", "CSQX3054383", "CSU3054383", "CSQU305438", "CSQU30543830"])
def test_another_form_is_marked(typed):
    assert read_container(typed).marks == ("M83",)


def test_a_remainder_of_ten_is_written_as_nought():
    serials = (f"MSCU{serial:06d}" for serial in range(100))
    found = next(one for one in serials if sum_of(one) % 11 == 10)
    assert check_digit(found) == 0
    assert read_container(found + "0").normal == found + "0"


def sum_of(number):
    letters = dict(zip("ABCDEFGHIJK", (10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21), strict=True))
    letters |= dict(zip("LMNOPQRSTU", (23, 24, 25, 26, 27, 28, 29, 30, 31, 32), strict=True))
    letters |= dict(zip("VWXYZ", (34, 35, 36, 37, 38), strict=True))
    values = [letters.get(sign, ord(sign) - ord("0")) for sign in number]
    return sum(value * 2**place for place, value in enumerate(values))


@given(strategies.from_regex(r"[A-Z]{3}[UJZ][0-9]{6}", fullmatch=True))
def test_the_check_digit_is_the_weighted_sum(number):
    assert check_digit(number) == sum_of(number) % 11 % 10
    assert read_container(f"{number}{check_digit(number)}").marks == ()


@pytest.mark.parametrize(
    ("typed", "flow"),
    [
        ("101234567890", "import"),
        ("3012 3456 7890", "export"),
        ("501234567890", "bonded_transport"),
    ],
)
def test_a_declaration_number_says_its_flow(typed, flow):
    number = read_customs_number(typed)
    assert (number.flow, number.marks) == (flow, ())
    assert number.normal is not None
    assert len(number.normal) == 12


@pytest.mark.parametrize(
    ("typed", "normal", "rule"),
    [
        ("201234567890", "201234567890", "M86"),
        ("111234567890", "111234567890", "M86"),
        ("10123456789", None, "M85"),
        ("1012345678901", None, "M85"),
        ("10123456789O", None, "M85"),
        ("", None, "M85"),
    ],
)
def test_a_number_that_says_nothing_is_marked(typed, normal, rule):
    number = read_customs_number(typed)
    assert (number.raw, number.normal, number.flow, number.marks) == (typed, normal, None, (rule,))
