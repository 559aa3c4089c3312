"""Plates as people type them. All are made up."""

import pytest
from hypothesis import given, strategies

from cuakhau.movement.identifiers import read_plate

READ = [
    # typed, read, country, province, trailer
    ("12C-123.45", "12C12345", "VN", "12", False),
    ("12c 1234", "12C1234", "VN", "12", False),
    ("１２Ｃ－１２３．４５", "12C12345", "VN", "12", False),
    ("29LD–123·45", "29LD12345", "VN", "29", False),
    ("12R-012.34", "12R01234", "VN", "12", True),
    ("12RM_012.34", "12RM01234", "VN", "12", True),
    ("桂F·12345", "桂F12345", "CN", "桂", False),
    ("桂f a1b2c", "桂FA1B2C", "CN", "桂", False),
    ("桂AD12345", "桂AD12345", "CN", "桂", False),
    ("粤B12345F", "粤B12345F", "CN", "粤", False),
    ("桂F1234挂", "桂F1234挂", "CN", "桂", True),
]
UNREADABLE = [
    "", "   ", "12345", "12-CC-1", "0112C", "02C-123.45", "桂I12345", "桂F1234O", "挂F12345",
    "12C-123.45 / 12R-012.34", "xe trắng", "\ud800", "NG-80-011",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "normal", "country", "province", "trailer"), READ)
def test_a_plate_is_read(typed, normal, country, province, trailer):
    plate = read_plate(typed)
    assert (plate.raw, plate.normal, plate.marks) == (typed, normal, ())
    assert (plate.country, plate.province, plate.is_trailer) == (country, province, trailer)


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_cannot_be_read_is_kept_and_marked(typed):
    plate = read_plate(typed)
    assert (plate.raw, plate.normal, plate.country, plate.marks) == (typed, None, None, ("M81",))


@pytest.mark.parametrize("typed", ["F12345", "FD12345", "F1234挂", "ab1c2d"])
def test_a_chinese_plate_without_its_province_may_be_two_vehicles(typed):
    plate = read_plate(typed)
    assert (plate.country, plate.province, plate.marks) == ("CN", None, ("M82",))


@pytest.mark.parametrize("typed", ["12С-123.45", "12Ε-123.45", "12Н 1234"])
def test_look_alike_letters_are_read_and_marked(typed):
    plate = read_plate(typed)
    assert plate.normal is not None
    assert plate.normal.isascii()
    assert plate.marks == ("M80",)


def test_a_zero_is_no_letter_o():
    assert read_plate("桂F0O345").normal is None
    assert read_plate("12O-123.45").normal != read_plate("120-123.45").normal


@given(strategies.text(max_size=20))
def test_any_text_gives_a_plate_and_reading_it_again_changes_nothing(typed):
    plate = read_plate(typed)
    assert plate.raw == typed
    if plate.normal is not None:
        again = read_plate(plate.normal)
        assert (again.normal, again.country) == (plate.normal, plate.country)
