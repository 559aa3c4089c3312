"""Every small zone that is right loads; one slip hides nothing; a day has each id once."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.zone.check import check
from cuakhau.zone.hours import find_next_opening, state_at
from cuakhau.zone.load import find_zone, from_files, zone_folders
from cuakhau.zone.reading.files import read

DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
SOURCE = 'source = "made_up"\n'
HEAD = (
    'name = "small"\ntime_zone = "Asia/Ho_Chi_Minh"\nother_time_zone = "Asia/Shanghai"\n'
    'day_ends = "20:00"\n[[source]]\nid = "made_up"\ntitle = "Made up"\n'
)
TICKS = ("in", "out")
LANG_SON, EXAMPLE = find_zone("lang-son"), find_zone("example")


def quoted(ids) -> str:
    return "[" + ", ".join(f'"{one}"' for one in ids) + "]"


def row(table: str, **values: str) -> str:
    fields = "".join(f"{key} = {value}\n" for key, value in values.items())
    return f"[[{table}]]\n{fields}{SOURCE}"


@st.composite
def histories(draw, name: str) -> str:
    """A gate that changed its kind on some days: the ranges touch and never overlap."""
    days = sorted(draw(st.sets(DAYS, max_size=3)))
    kinds = ("auxiliary", "main", "international", "crossing")
    rows = []
    for first, last in zip([None, *days], [*days, None], strict=True):
        dates = {"valid_from": first, "valid_until": last}
        known = {key: day.isoformat() for key, day in dates.items() if day}
        kind = draw(st.sampled_from(kinds))
        rows.append(row("gate", id=f'"{name}"', kind=f'"{kind}"', mode='"road"', **known))
    return "".join(rows)


@st.composite
def small_zones(draw) -> dict[str, bytes]:
    gates = [f"gate_{n}" for n in range(draw(st.integers(1, 3)))]
    text = HEAD + "".join(draw(histories(gate)) for gate in gates)
    for n in range(draw(st.integers(0, 3))):
        gate = draw(st.sampled_from(gates))
        text += row("route", id=f'"route_{n}"', gate=f'"{gate}"', kind='"clearance"')
        text += row("lane", id=f'"lane_{n}"', route=f'"route_{n}"', direction='"both"')
    text += row("agency", id='"customs"') + row("bulletin_line", id='"all"', places=quoted(gates))
    steps = [f"step_{n}" for n in range(draw(st.integers(1, 6)))]
    flow = "".join(row("step", id=f'"{step}"', agencies='["customs"]') for step in (*TICKS, *steps))
    flow += row("milestone", id='"in_gate"', all_of='["in"]')
    flow += row("milestone", id='"left"', all_of='["out"]', any_of=quoted(steps))
    inner = [f'{{ step = "{tick}" }}' for tick in TICKS]
    for place, step in enumerate(steps):  # a step requires earlier ones only: no circle
        needs = quoted(draw(st.sets(st.sampled_from(steps[:place]))) if place else ())
        inner.append(f'{{ step = "{step}", requires = {needs} }}')
    listed = "[\n    " + ",\n    ".join(inner) + ",\n]"
    flow += row(
        "procedure", id='"export"', direction='"export"', counts_as='"export"', steps=listed
    )
    return {"zone.toml": text.encode(), "procedures.toml": flow.encode()}


@given(small_zones())
def test_a_small_zone_that_is_right_loads(files):
    zone = from_files("small", files)
    assert [m for m in check("small", files) if m.rule != "Z45"] == []
    assert len(zone.gates) == files["zone.toml"].count(b"[[gate]]")
    assert len(zone.procedures[0].steps) == len(zone.steps)


@given(small_zones(), st.sampled_from(["zone.toml", "procedures.toml"]))
def test_one_slip_hides_no_other_row(files, path):
    sound, no_faults = read(files)
    slip = {**files, path: files[path] + b"[[gate]]\nid = oops oops\n"}
    rows, faults = read(slip)
    assert no_faults == []
    assert [fault.kind for fault in faults] == ["toml"]
    assert sorted((r.file, r.line, r.id) for r in rows if r.is_read) == sorted(
        (r.file, r.line, r.id) for r in sound
    )


@given(small_zones(), DAYS)
def test_a_gate_is_there_once_on_every_day(files, day):
    zone = from_files("small", files)
    ids = Counter(gate.id for gate in zone.at(day).gates)
    assert ids == Counter({gate.id for gate in zone.gates})


@given(DAYS)
@pytest.mark.parametrize("zone", [LANG_SON, EXAMPLE], ids=lambda zone: zone.name)
def test_a_day_of_a_real_zone_has_each_id_once(zone, day):
    dated = zone.at(day)
    for rows in (dated.places.values(), dated.procedures, dated.steps, dated.bulletin_lines):
        assert max(Counter(one.id for one in rows).values(), default=1) == 1
    listed = len(dated.gates) + len(dated.routes) + len(dated.lanes) + len(dated.yards)
    assert len(dated.places) == listed


@given(DAYS)
def test_every_place_of_lang_son_is_counted_by_a_line_every_day(day):
    dated = LANG_SON.at(day)
    assert [place for place in dated.places if dated.find_bulletin_line(place) is None] == []


@given(st.datetimes(datetime(2014, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_next_opening_is_open_and_the_minute_before_is_not(at):
    opening = find_next_opening(LANG_SON, "huu_nghi", "vn", at)
    if opening is not None and opening != at:
        before = opening.astimezone(UTC) - timedelta(microseconds=1)
        assert opening > at
        assert state_at(LANG_SON, "huu_nghi", "vn", opening).state == "open"
        assert before < at or state_at(LANG_SON, "huu_nghi", "vn", before).state != "open"


@given(st.binary(max_size=200), st.sampled_from(["zone.toml", "names.csv", "tariffs.csv"]))
def test_no_bytes_whatever_break_the_checker(content, path):
    example = {p.name: p.read_bytes() for p in (zone_folders()[-1] / "example").glob("*.*")}
    for mistake in check("example", {**example, path: content}):
        assert mistake.told("vi")
        assert mistake.line is None or mistake.line >= 1
