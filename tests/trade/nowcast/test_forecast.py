"""A forecast knows season, growth, Tết and closures, leaves holes open, and is honestly sure."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from cuakhau.trade.nowcast import Calendar, NotForecast, back_test, forecast, panel_of_table
from cuakhau.trade.nowcast.fitting.projecting import project
from cuakhau.trade.nowcast.months.calendar import days_of, find_tet
from cuakhau.trade.nowcast.months.panel import YEAR, Panel, month_of
from cuakhau.trade.nowcast.written import table_of
from trade.nowcast.made_up_months import FIRST, LOSSES, make_panel, with_holes

LUNAR = Calendar(("VN", "CN"))


@pytest.fixture(scope="module")
def outlook():
    return forecast(make_panel(60).until(FIRST + 48), ahead=12, calendar=LUNAR)


def test_tet_moves_between_january_and_february_and_takes_its_days_along():
    assert [find_tet(year) for year in (2023, 2024)] == [date(2023, 1, 22), date(2024, 2, 10)]
    shares = days_of(LUNAR, ("a",), 2023 * YEAR, 14).shares[:, 0, 2]
    days = [round(share * open_days) for share, open_days in zip(shares, (31, 28), strict=False)]
    assert days == [12, 0]
    assert shares[12] == 0
    assert round(shares[13] * 29) == 12


def test_what_tet_takes_is_learnt_from_the_months():
    losses = project(make_panel(96), LUNAR, 1).losses
    assert losses[2] == pytest.approx(LOSSES[2], abs=0.12)


def test_a_year_ahead_comes_closer_than_the_same_month_last_year(outlook):
    actual = make_panel(60).values[48:]
    ours = np.array([cell.forecast for cell in outlook.cells]).reshape(3, 12).T
    naive = np.array([cell.naive for cell in outlook.cells]).reshape(3, 12).T
    assert np.abs(ours - actual).sum() < np.abs(naive - actual).sum() / 2
    within = [
        cell.band.low95 <= actual[cell.month - FIRST - 48, int(cell.series[-1])] <= cell.band.high95
        for cell in outlook.cells
    ]
    assert np.mean(within) >= 0.9


def test_a_closure_is_a_loss_of_its_days_and_only_there():
    closed = Calendar(("VN", "CN"), {"gate 1": ((date(2022, 3, 1), date(2022, 3, 31)),)})
    cells = {
        (cell.series, cell.month): cell.forecast
        for cell in forecast(make_panel(48), ahead=4, calendar=closed).cells
    }
    march = month_of(date(2022, 3, 1))
    assert cells["gate 1", march] == 0
    assert cells["gate 0", march] > 0
    assert cells["gate 1", march + 1] > 0


def test_holes_stay_open_are_told_and_change_little():
    whole = make_panel(48)
    holes = with_holes(whole, (33, 0), (34, 0), (45, 0))
    given = forecast(holes, ahead=12, calendar=LUNAR)
    assert given.told[0].holes == (FIRST + 33, FIRST + 34, FIRST + 45)
    assert np.isnan(given.panel.values[33, 0])
    beside = forecast(whole, ahead=12, calendar=LUNAR)
    for one, other in zip(given.cells[:12], beside.cells[:12], strict=True):
        assert one.forecast == pytest.approx(other.forecast, rel=0.06)
    last = next(cell for cell in given.cells if cell.month == FIRST + 48 + 9)
    assert last.naive is None  # the month a year before it is one of the holes


def test_a_sum_of_months_is_surer_than_each_but_not_as_if_they_erred_apart(outlook):
    year = next(
        total for total in outlook.totals if (total.series, total.period) == ("gate 0", "2022")
    )
    cells = [cell for cell in outlook.cells if cell.series == "gate 0"]
    widths = np.array([cell.band.high80 - cell.band.low80 for cell in cells])
    width = year.band.high80 - year.band.low80
    assert np.sqrt((widths**2).sum()) < width < widths.sum()
    assert year.total == pytest.approx(sum(cell.forecast for cell in cells))


def test_the_year_ends_at_what_is_known_and_what_is_ahead():
    panel = make_panel(54)
    totals = forecast(with_holes(panel, (49, 1)), ahead=6, calendar=LUNAR).totals
    one = {total.series: total for total in totals if total.period == "2022"}
    assert one["gate 0"].known == pytest.approx(panel.values[48:, 0].sum())
    assert (one["gate 0"].known_months, one["gate 0"].ahead_months) == (6, 6)
    assert (one["gate 1"].known_months, one["gate 1"].guessed_months) == (5, 1)
    assert one["gate 1"].guessed == pytest.approx(panel.values[49, 1], rel=0.1)
    assert one["*"].total == pytest.approx(
        sum(total.total for name, total in one.items() if name != "*")
    )
    assert one["gate 0"].last_year == pytest.approx(panel.values[36:48, 0].sum())


def test_what_cannot_be_forecast_says_why_and_the_rest_is():
    months = 48
    values = make_panel(months, series=1).values[:, 0]
    odd = {
        "short": np.where(np.arange(months) < months - 14, np.nan, values),
        "ended": np.where(np.arange(months) > months - 9, np.nan, values),
        "same": np.full(months, 7.0),
        "unknown": np.full(months, np.nan),
        "usual": values,
    }
    outlook = forecast(
        Panel(tuple(odd), FIRST, np.stack(list(odd.values()), axis=1)), ahead=3, calendar=LUNAR
    )
    assert {told.series: (told.state, told.note and told.note.rule) for told in outlook.told} == {
        "short": ("naive", "N7"), "ended": ("nothing", "N12"), "same": ("constant", "N8"),
        "unknown": ("nothing", "N9"), "usual": ("forecast", None),
    }  # fmt: skip
    table = table_of(outlook).to_pylist()
    by_series = {row["series"]: row for row in table}
    assert by_series["same"]["forecast"] == 7
    assert by_series["short"]["forecast"] is None
    assert by_series["short"]["naive"] == pytest.approx(values[months - 10])
    assert by_series["unknown"]["naive"] is None
    assert (
        by_series["usual"]["low_95"] < by_series["usual"]["low_80"] < by_series["usual"]["forecast"]
    )


@pytest.mark.parametrize(
    ("rule", "panel", "ahead", "calendar"),
    [
        ("N9", Panel(("a",), FIRST, np.full((30, 1), np.nan)), 12, LUNAR),
        ("N10", make_panel(24), 0, LUNAR),
        ("N10", make_panel(24), 37, LUNAR),
        ("N11", make_panel(30), 1, Calendar(("XX",))),
        ("N13", Panel(tuple(map(str, range(1001))), FIRST, np.ones((1, 1001))), 1, LUNAR),
    ],
)
def test_what_is_not_asked_well_is_refused(rule, panel, ahead, calendar):
    with pytest.raises(NotForecast) as refusal:
        forecast(panel, ahead=ahead, calendar=calendar)
    assert refusal.value.rule == rule


def test_past_years_are_judged_from_what_was_known_before_them():
    panel = make_panel(48)
    (first, second) = back_test(panel, LUNAR)
    assert (first.first, second.first) == (FIRST + 24, FIRST + 36)
    spoilt = panel.values.copy()
    spoilt[36:] *= 10
    (again, _) = back_test(Panel(panel.names, FIRST, spoilt), LUNAR)
    assert again.errors == first.errors
    assert second.errors["forecast"] < second.errors["same_month_last_year"]
    assert 0 <= second.held[80] <= second.held[95] <= second.months == 36


def test_a_series_whose_forecasts_err_to_one_side_is_said_to_drift():
    panel = make_panel(60, growth=0.0)
    values = panel.values.copy()
    values[:, 2] *= np.exp(0.03 * np.maximum(0, np.arange(60) - 40))
    told = forecast(Panel(panel.names, FIRST, values), ahead=12, calendar=LUNAR).told
    assert [one.is_drifting for one in told] == [False, False, True]
    assert told[2].drift > 0.05


def test_a_table_with_null_is_a_panel_with_unknown():
    table = pa.table({"month": pa.array([date(2024, 1, 1), date(2024, 3, 1)]), "value": [5, None]})
    panel = panel_of_table(table)
    assert panel.first == 2024 * YEAR
    assert panel.values[:, 0].tolist() == pytest.approx([5, np.nan, np.nan], nan_ok=True)
