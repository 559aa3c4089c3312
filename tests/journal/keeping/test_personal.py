"""Personal data can be erased, and the log does not mind."""

from datetime import timedelta

import pytest

from cuakhau.journal import personal, rebuild, verify
from journal.example import fresh_zone
from journal.movements import append, declared, event, journey, minute

SOON = minute(0).date()
NAME, PHONE, PLATE = "Nông Văn Giả Định", "0900000000", "00H-000.01"


def keep_driver(zone, until=SOON):
    return [
        personal.keep(zone.name, "driver", NAME, search_key="id-1", keep_until=until),
        personal.keep(zone.name, "phone", PHONE, search_key=PHONE, keep_until=until),
        personal.keep(zone.name, "plate", PLATE, search_key="00H00001", keep_until=until),
    ]


def drive(zone, driver, plate):
    """A visit whose rows name the driver and the plate, and vouch for the driver's name."""
    vouched = {"driver": driver, "digest": personal.digest_of(zone.name, driver)}
    declaration, *rest = journey(zone, "v1")
    append(zone, declared(zone, "v1", other=plate, payload=vouched))
    append(zone, event(zone, "v1", "swapped", step="driver", other=driver, at=minute(0)))
    for row in rest:
        append(zone, row)
    return declaration


def test_erasing_a_driver_leaves_the_log_sound_and_a_dump_without_him(zone, dump):
    driver, phone, plate = keep_driver(zone)
    drive(zone, driver, plate)
    personal.reveal(zone.name, driver, by="officer-1", at=minute(1), why="asked at the desk")
    assert NAME in dump()
    assert personal.erase(zone.name, [driver, phone, plate], by="dpo", at=minute(9), why="asked")
    left = dump()
    assert [word for word in (NAME, PHONE, PLATE, "00H00001", "id-1") if word in left] == []
    assert verify.verify(zone.name).is_sound
    assert [d for d in rebuild.rebuild().differences if d.zone == zone.name] == []


def test_looking_at_a_record_leaves_a_line(zone, rows_of):
    driver, *_ = keep_driver(zone)
    assert personal.reveal(zone.name, driver, by="o1", at=minute(1), why="lost lorry") == NAME
    lines = rows_of("SELECT ref, by, why FROM journal_personal_access WHERE zone = %s", zone.name)
    assert lines == [(driver, "o1", "lost lorry")]


def test_the_same_key_keeps_its_reference_and_the_longer_time(zone, rows_of):
    first = personal.keep(zone.name, "plate", PLATE, search_key="K", keep_until=SOON)
    later = SOON + timedelta(days=30)
    assert personal.keep(zone.name, "plate", "00H 00001", search_key="K", keep_until=later) == first
    assert personal.keep(zone.name, "plate", PLATE, search_key="K", keep_until=SOON) == first
    assert rows_of("SELECT keep_until FROM journal_personal WHERE id = %s", first) == [(later,)]
    assert personal.find(zone.name, "plate", "K") == first


def test_free_text_without_a_key_is_never_taken_for_another(zone):
    texts = [personal.keep(zone.name, "note", "the same", keep_until=SOON) for _ in range(2)]
    assert texts[0] != texts[1]


def test_what_is_erased_says_so_and_what_never_was_says_that(zone):
    driver, *_ = keep_driver(zone)
    personal.erase(zone.name, [driver], by="dpo", at=minute(9), why="asked")
    with pytest.raises(personal.Erased, match="asked"):
        personal.reveal(zone.name, driver, by="o1", at=minute(10), why="curious")
    with pytest.raises(personal.NoSuchRecord):
        personal.reveal(zone.name, "nobody", by="o1", at=minute(10), why="curious")


def test_an_old_plate_gets_a_new_reference_after_its_time(migrated):
    zone = fresh_zone(ending="")
    _, _, plate = keep_driver(zone)
    personal.purge(at=minute(0))
    assert personal.find(zone.name, "plate", "00H00001") == plate
    personal.purge(at=minute(0) + timedelta(days=1))
    assert personal.find(zone.name, "plate", "00H00001") is None
    again = personal.keep(zone.name, "plate", PLATE, search_key="00H00001", keep_until=SOON)
    assert again != plate


def test_what_a_demo_zone_keeps_outlasts_the_replayed_day(zone):
    _, _, plate = keep_driver(zone)
    personal.purge(at=minute(0) + timedelta(days=900))
    assert personal.find(zone.name, "plate", "00H00001") == plate
