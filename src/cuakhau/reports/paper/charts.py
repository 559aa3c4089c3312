"""Pictures of figures, drawn by Vega from a specification: as SVG and as PNG, without a network."""

from functools import cache
from typing import Any

from cuakhau.web.typesetting import list_letters

VEGA_LITE = "5.20"
DOTS = 2  # a dot of the drawing becomes so many of the PNG: 192 to the inch
COLOURS = ["#1f5fa8", "#c8791b", "#3a7d44", "#8a4f9e", "#b3261e", "#5f6b7a"]


def build_bars(
    rows: list[dict[str, Any]], *, x: str, y: str, titles: tuple[str, str], colour: str = ""
) -> dict[str, Any]:
    """Specify bars of `y` by `x`, in the order of the rows; `colour` names a column to part by."""
    encoding: dict[str, Any] = {
        "x": {"field": x, "type": "nominal", "title": titles[0], "sort": None,
              "axis": {"labelAngle": 0 if len(rows) < 9 else -45}},
        "y": {"field": y, "type": "quantitative", "title": titles[1]},
    }  # fmt: skip
    if colour:
        encoding |= {
            "color": {"field": colour, "type": "nominal", "title": None, "sort": None,
                      "scale": {"range": COLOURS}},
            "xOffset": {"field": colour, "sort": None},
        }  # fmt: skip
    mark: dict[str, Any] = {"type": "bar"} | ({} if colour else {"color": COLOURS[0]})
    return {
        "width": 460, "height": 190, "background": "white",
        "data": {"values": rows}, "mark": mark, "encoding": encoding,
        "config": {"font": "Tinos, Noto Serif SC", "axis": {"labelFontSize": 11}},
    }  # fmt: skip


def draw_svg(spec: dict[str, Any]) -> str:
    """Draw a specification."""
    svg: str = _drawer().vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return svg


def draw_png(svg: str) -> bytes:
    """Make dots of a drawing."""
    png: bytes = _drawer().svg_to_png(svg, scale=DOTS)
    return png


@cache
def _drawer() -> Any:
    import vl_convert  # 60 MB with its engine: only who prints pays for it

    for folder in list_letters():
        vl_convert.register_font_directory(str(folder))
    return vl_convert
