"""Pictures are SVG that a strict page takes and a printer prints, and they show the numbers."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from cuakhau.planning.backtest.judging import judge
from cuakhau.planning.calibrating.curves import fit_curve
from cuakhau.planning.calibrating.fitted import ServiceFit, StreamFit
from cuakhau.planning.pictures import Labels, draw_arrivals, draw_band, draw_service
from cuakhau.planning.pictures.frame import BOTTOM, HEIGHT, TOP
from cuakhau.simulation.twin.types import Profile, Stream
from cuakhau.web.page.axes import round_up

SVG = "{http://www.w3.org/2000/svg}"
TIMES = np.random.default_rng(2).gamma(2.0, 60.0, 900)
SERVICE = ServiceFit(
    step="check",
    curve=fit_curve(TIMES),
    quantiles_s=tuple(np.quantile(TIMES, np.linspace(0, 1, 101)).tolist()),
)
ARRIVALS = StreamFit(
    stream=Stream(id="s", procedure="export", place="main_road", per_day=24.0),
    profile=Profile(id="p", hours=(1.0,) * 24),
    count=240,
    dispersion=1.0,
    seen_per_hour=(0.0, 2.0, *(1.0,) * 22),
    fitted_per_hour=(1.0,) * 24,
)
COUNTS = judge("in_zone", np.arange(97.0), np.tile(np.arange(97.0), (19, 1)))
LABELS = Labels(title='Times of "check" & more <now>')


@pytest.fixture(params=["service", "arrivals", "band"])
def picture(request):
    return {
        "service": lambda: draw_service(SERVICE, LABELS),
        "arrivals": lambda: draw_arrivals(ARRIVALS, LABELS),
        "band": lambda: draw_band(COUNTS, LABELS),
    }[request.param]()


def test_it_is_whole_has_a_title_and_neither_style_nor_script(picture):
    root = ET.fromstring(picture)
    assert root.find(f"{SVG}title").text == LABELS.title
    assert root.get("role") == "img"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in (
            "svg", "title", "line", "text", "polyline", "polygon", "rect",
        )  # fmt: skip
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)


def test_all_points_lie_inside(picture):
    for element in ET.fromstring(picture).iter():
        for pair in (element.get("points") or "").split():
            x, y = (float(one) for one in pair.split(","))
            assert 0 <= x <= 360
            assert TOP - 0.1 <= y <= HEIGHT - BOTTOM + 0.1


def test_seen_and_fitted_run_close_where_the_curve_is_followed():
    root = ET.fromstring(draw_service(SERVICE, LABELS))
    lines = {
        one.get("class"): np.array(
            [[float(n) for n in pair.split(",")] for pair in one.get("points").split()]
        )
        for one in root.iter(f"{SVG}polyline")
    }
    seen, fitted = lines["seen"], lines["fitted"]
    assert np.abs(np.interp(seen[:, 0], fitted[:, 0], fitted[:, 1]) - seen[:, 1]).max() < 12


def test_the_column_of_an_hour_is_as_high_as_what_came():
    rects = list(ET.fromstring(draw_arrivals(ARRIVALS, LABELS)).iter(f"{SVG}rect"))
    heights = [float(one.get("height")) for one in rects]
    assert len(heights) == 23  # nobody came in the first hour
    assert heights[0] == pytest.approx(2 * heights[1])


def test_numbers_are_written_as_the_reader_writes_them():
    drawn = draw_service(SERVICE, Labels(title="t", number=lambda value: f"<{value:g}>"))
    assert "&lt;0.5&gt;" in drawn


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 1), (0.3, 0.5), (1, 1), (1.2, 2), (7, 10), (230, 500)]
)
def test_axes_end_at_round_numbers(value, expected):
    assert round_up(value) == pytest.approx(expected)
