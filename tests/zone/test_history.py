"""Published figures: the sums that are right, the one that is not, and what is never mixed."""

from dataclasses import replace
from datetime import date

import pytest

from cuakhau.zone.history import (
    ScopesMixed,
    add_turnover,
    find_count,
    list_disagreements,
    list_turnover,
    list_usable,
    load_history,
    re_add,
)
from zone.conftest import ZONES

A_THURSDAY = date(2024, 8, 22)
GATES = {"huu_nghi": 784, "tan_thanh": 347, "coc_nam": 9, "chi_ma": 103}


@pytest.fixture(scope="module")
def history():
    return load_history(ZONES / "lang-son")


@pytest.fixture(scope="module")
def sums(history):
    return re_add(history.counts, history.scopes)


def sum_of(sums, day, by, place="all", **wanted):
    found = [
        one
        for one in sums
        if (one.total.first_day, one.total.last_day, one.by, one.total.place)
        == (day, day, by, place)
        and all(getattr(one.total, key) == value for key, value in wanted.items())
    ]
    assert len(found) == 1
    return found[0]


def values(one):
    return sorted(part.value for part in one.parts)


def test_the_four_gates_add_up_to_1243(sums):
    one = sum_of(sums, A_THURSDAY, "place", direction="both", cargo="all")
    assert {part.place: part.value for part in one.parts} == GATES
    assert (one.total.value, one.rest, one.verdict) == (1243, 0, "agrees")


def test_328_and_915_are_1243(sums):
    one = sum_of(sums, A_THURSDAY, "direction")
    assert (values(one), one.total.value, one.verdict) == ([328, 915], 1243, "agrees")


def test_400_and_1029_are_1429(sums):
    one = sum_of(sums, date(2024, 8, 29), "direction")
    assert (values(one), one.total.value, one.verdict) == ([400, 1029], 1429, "agrees")


def test_131_vehicles_of_29_august_2024_are_not_in_the_excerpt(sums):
    one = sum_of(sums, date(2024, 8, 29), "place", direction="both", cargo="all")
    assert (one.rest, one.verdict) == (131, "incomplete")


def test_533_and_504_are_not_1057(history):
    (one,) = list_disagreements(history.counts, history.scopes)
    assert one.total.first_day == date(2022, 5, 26)
    assert (values(one), one.total.value, one.rest) == ([504, 533], 1057, 20)
    assert one.total.precision == "suspect"


def test_the_week_of_may_2025_adds_up(sums):
    (one,) = [s for s in sums if s.by == "direction" and s.total.value == 12857]
    assert (values(one), one.verdict) == ([3681, 9176], "agrees")


def test_a_wrong_part_is_found(history):
    wrong = [replace(c, value=785) if c.value == 784 else c for c in history.counts]
    found = {(one.by, one.total.place) for one in list_disagreements(wrong, history.scopes)}
    assert found == {("cargo", "all"), ("place", "all"), ("direction", "huu_nghi")}


def test_rounded_figures_need_not_add_up(history):
    rounded = [replace(c, precision="approx") for c in history.counts]
    assert re_add(rounded, history.scopes) == ()


def test_a_figure_is_found_by_its_day_and_place(history):
    for place, value in GATES.items():
        found = find_count(history.counts, day=A_THURSDAY, place=place)
        assert (found.value, found.source) == (value, "vietnam_vn_2024_08")
    waiting = {
        cargo: find_count(
            history.counts,
            day=A_THURSDAY,
            place="all",
            measure="waiting",
            direction="export",
            cargo=cargo,
        ).value
        for cargo in ("all", "fruit", "other")
    }
    assert waiting == {"all": 369, "fruit": 216, "other": 153}


def test_a_figure_that_nobody_published_is_not_found(history):
    assert find_count(history.counts, day=date(2024, 8, 23), place="all") is None


def test_a_suspect_figure_is_kept_but_never_given(history):
    day = date(2022, 5, 26)
    asked = {"day": day, "place": "all", "measure": "waiting_seen", "direction": "export"}
    assert any(c.value == 1057 for c in history.counts)
    assert find_count(history.counts, **asked) is None
    assert find_count(history.counts, **asked, cargo="fruit").value == 533
    assert not any(c.precision == "suspect" for c in list_usable(history.counts))


def test_two_scopes_of_turnover_are_never_added(history):
    rows = [row for row in history.turnovers if row.first_day == date(2023, 1, 1)]
    with pytest.raises(ScopesMixed, match="declared_lang_son_customs"):
        add_turnover(list_usable(rows))


def test_exports_and_imports_of_2023_make_its_declared_turnover(history):
    year = (date(2023, 1, 1), date(2023, 12, 31))

    def declared(direction):
        rows = list_turnover(
            history.turnovers, scope="declared_lang_son_customs", direction=direction
        )
        return [row for row in rows if (row.first_day, row.last_day) == year]

    both = add_turnover(declared("export") + declared("import"))
    assert both == add_turnover(declared("both")) == 4_975_000


def test_a_suspect_turnover_is_not_added(history):
    december_2021 = [r for r in history.turnovers if r.first_day == date(2021, 12, 1)]
    assert [row.precision for row in december_2021] == ["suspect"]
    with pytest.raises(ValueError, match="suspect"):
        add_turnover(december_2021)


def test_a_value_that_is_not_known_leaves_the_sum_unknown(history):
    quarter = [row for row in history.turnovers if row.growth_pct == 31.96]
    assert len(quarter) == 1
    assert add_turnover(quarter) is None


def test_2016_is_derived_from_the_growth_of_2017(history):
    first, second, _ = list_turnover(history.turnovers, scope="seed_series")
    assert (first.first_day.year, first.precision) == (2016, "derived")
    assert first.value_thousand_usd == round(second.value_thousand_usd / 1.271)
    assert {first.scope_basis, second.scope_basis} == {"inferred"}


def test_the_shares_of_the_time_in_a_yard_are_whole(history):
    shares = [t.value for t in history.times if t.measure.startswith("yard_dwell_share")]
    assert sum(shares) == pytest.approx(100, abs=0.01)


def test_the_seed_says_17_projects_and_16(history):
    seed = [p for p in history.projects if p.source == "seed_2018_04"]
    assert [p.name.split()[0] for p in seed] == ["17", "16"]
