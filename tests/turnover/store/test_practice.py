"""A demo zone begins with an extract to settle, and the sample of the manual is that extract."""

from pathlib import Path

from cuakhau.turnover.store.models import Doubt
from cuakhau.turnover.store.practice import made_up
from cuakhau.turnover.store.practice.taking import FIRST, LAST, take_practice
from cuakhau.zone.load import find_zone
from journal.example import fresh_zone

SAMPLES = Path(__file__).resolve().parents[3] / "docs" / "samples"


def test_the_practice_extract_is_taken_once_with_its_planted_mistakes(desk):
    zone = find_zone("lang-son-demo").renamed(fresh_zone().name)
    assert take_practice(zone, by="clerk", at=desk.at) == 248
    assert take_practice(zone, by="clerk", at=desk.at) == 0
    rules = Doubt.objects.filter(zone=zone.name).values_list("rules", flat=True)
    assert sorted(rules) == ["F51", "F54", "F55", "F56", "F59", "F67"]


def test_the_sample_of_the_manual_is_the_practice_extract():
    extract = (SAMPLES / "customs_extract.csv").read_text("utf-8")
    assert extract == made_up.write_extract(FIRST, LAST)
    assert (SAMPLES / "customs_extract.toml").read_text("utf-8") == made_up.MAPPING
