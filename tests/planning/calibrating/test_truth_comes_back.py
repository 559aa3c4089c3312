"""A month is simulated with a known twin; the fit finds its numbers again, within stated bounds."""

import pytest

from cuakhau.movement.log import EventLog
from cuakhau.planning.calibrating.fitted import tell
from cuakhau.planning.calibrating.fitting import fit
from cuakhau.planning.calibrating.refusals import FitRefused
from cuakhau.planning.calibrating.writing import write_fit
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin

CHANNELLED = "customs_check"  # of three channels, which no log shows


@pytest.fixture(scope="module")
def found(example, month, truth):
    return fit(example, month, truth)


@pytest.fixture(scope="module")
def alone(example, month):
    """The same log without any twin to begin from."""
    return fit(example, month)


def test_all_days_and_vehicles_are_seen(found):
    assert (str(found.first_day), found.days) == ("2025-06-02", 30)
    assert found.visits > 9_000


def test_streams_come_back_within_three_errors(found, truth):
    rows = {row.name: row for row in found.rows if row.measure == "per_day"}
    for stream in truth.streams:
        if stream.id != "receiving":  # it comes by what `giving` needs
            row = rows[stream.id]
            half = (row.high - row.low) / 2
            assert abs(row.value - stream.per_day) <= 1.5 * half, stream.id


def test_hours_come_back(found, truth):
    profile = next(p for p in truth.profiles if p.id == "over_the_border")
    fitted = next(f for f in found.streams if f.stream.id == "goods_in").profile
    whole, seen = sum(profile.hours), sum(fitted.hours)
    for hour in range(24):
        assert fitted.hours[hour] / seen == pytest.approx(profile.hours[hour] / whole, abs=0.02)


def test_service_times_come_back(found, truth):
    fits = {one.step: one.curve for one in found.services}
    for row in truth.services:
        if row.step == CHANNELLED or row.kind == "empirical":
            continue
        curve = fits[row.step]
        assert curve.kind == row.kind, row.step
        assert curve.mean_s == pytest.approx(row.mean_s, rel=0.05), row.step
        assert curve.cv == pytest.approx(row.cv, rel=0.05), row.step
        assert curve.is_followed, row.step


def test_what_follows_no_curve_is_drawn_as_it_was_seen(found):
    fits = {one.step: one.curve for one in found.services}
    assert fits["permit"].kind == fits[CHANNELLED].kind == "empirical"
    assert fits["permit"].mean_s == pytest.approx(121.9, rel=0.03)
    assert fits[CHANNELLED].mean_s == pytest.approx(0.65 * 180 + 0.28 * 900 + 0.07 * 3600, rel=0.08)


def test_shares_come_back(found):
    rows = {(row.table, row.name, row.measure): row for row in found.rows}
    for name, share in (("export:fruit", 0.8), ("export:other", 0.1), ("import", 0.1)):
        row = rows["share", f"plant_check:{name}", "share"]
        assert row.low - 0.01 <= share <= row.high + 0.01, name
    back = rows["turned_back", "customs_check:import", "share"]
    assert back.low <= 0.004 <= back.high
    again = rows["rework", "customs_check:import", "share"]
    assert again.low <= 0.03 <= again.high
    assert rows["rework", "customs_check:export", "wait_s"].value == pytest.approx(5400, rel=0.25)


def test_transloading_comes_back(found):
    (row,) = found.twin.transloadings
    assert (row.giving, row.receiving) == ("giving", "receiving")
    assert row.needs == pytest.approx((0.7, 0.2, 0.1), abs=0.05)
    assert row.after_h == pytest.approx(1.5, abs=0.25)


def test_officers_come_back_exactly_where_they_were_seen_full(found, truth):
    servers = {post.id: post.servers for post in truth.posts}
    full = [one for one in found.posts if one.is_full]
    assert len(full) >= 8
    assert {one.post: one.servers for one in full} == {one.post: servers[one.post] for one in full}
    assert all(one.servers <= servers[one.post] for one in found.posts)


def test_what_the_log_cannot_tell_is_said_in_three_languages(found, example):
    keys = {one.key for one in found.unknown}
    assert {"channels", "no_shows", "other_side", "seasons", "priority"} <= keys
    for one in found.unknown:
        texts = {tell(one, example, found.twin, language) for language in ("vi", "en", "zh")}
        assert len(texts) == 3
        assert not any("{" in text for text in texts)


def test_the_fitted_twin_can_be_kept_and_run(found, alone, example):
    for one in (found, alone):
        text = write_fit(one, source="made_up")
        again = load_twin(example, {"twin.toml": text.encode()})
        assert again.streams
        assert all(row.basis == "fitted" for row in again.streams)
        network = build_network(example, again, first_day=found.first_day, days=2)
        assert run(network, seed=1).visits == pytest.approx(9740 / 15, rel=0.2)


def test_without_a_twin_each_agency_and_step_is_a_post(alone):
    servers = {post.id: post.servers for post in alone.twin.posts}
    assert servers["health_check:health_quarantine:north_gate"] == 2
    assert "post_steps" in {one.key for one in alone.unknown}


def test_nothing_is_told_of_a_step_that_only_its_agency_may_know(found, alone):
    for one in (found, alone):
        assert not [row for row in one.rows if "selection" in row.name.split(":")]
        assert not [u for u in one.unknown if "selection" in str(u.facts)]
        assert {share.basis for share in one.twin.shares if share.step == "selection"} <= {
            "assumed"
        }


def test_a_log_without_arrivals_is_refused(example, month):
    with pytest.raises(FitRefused) as refused:
        fit(example, EventLog(example.name, month.table.slice(0, 0)))
    assert refused.value.rule == "P61"
    assert refused.value.cure("vi") != refused.value.cure("en")
