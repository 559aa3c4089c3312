"""A zone as a value: two that say the same are the same, and cheap to compare."""

from dataclasses import replace
from datetime import date

from cuakhau.zone.load import find_zone

DAY = date(2024, 8, 22)


def test_a_zone_read_twice_is_the_same_and_its_views_are_not_the_whole():
    once, again = find_zone("lang-son"), find_zone("lang-son")
    assert once is not again
    assert once == again
    assert hash(once) == hash(again)
    assert once.at(DAY) == again.at(DAY) != again


def test_zones_of_one_version_with_other_rows_differ():
    zone = find_zone("lang-son")
    assert zone != replace(zone, steps=zone.steps[1:])
    assert zone != zone.renamed("elsewhere")
    assert zone != zone.name
