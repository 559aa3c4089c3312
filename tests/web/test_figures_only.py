"""A page prints numbers through the figure filters and no other way."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

import cuakhau
from cuakhau.figures import build_data, measure
from cuakhau.figures.whole import read_whole
from cuakhau.web.templatetags.figures import NotAFigure
from made_logs import EXAMPLE, IN, crossing, log_of

CELL = {"day": "2024-08-22", "line": "main", "heading": "export"}
LINK = re.compile(r'<a class="figure" href="/figure/(W-[\w-]+)/" title="[^"]+">(.+)</a>')

ROOT = Path(cuakhau.__file__).parent
PAGES = ROOT / "operations/templates/operations"
PARTS = [PAGES / "live.html", PAGES / "wall_part.html", *sorted((PAGES / "board").glob("*.html"))]
# Words, names, times and the shapes of the drawing; everything else is a figure.
NOT_NUMBERS = re.compile(
    r"page\.(cursor|now|now_ms|speed|speed_text|until_ms|offset_min|time|date|window|lines_apart)"
    r"|page\.zone_name|page\.chart\.(width|height|label|now|cut|step)|mark|hour|x|bar\.\w+"
    r"|yard\.(width|kind|name)|kpi\.(kind|label)|part\.label|forloop\.counter|line\.(id|name)"
    r"|cell\.(kind|label|name)|row\.(id|name|hour|kind|at|time|what|who|subject|agencies)"
    r"|row\.(bar_export|bar_import)|wait\.(subject|line|heading|place)|lane\.(name|worst\.\w+)"
    r"|pill\.\w+|one\.(what|place|time|address|document|tone)|post\.place|force\.name"
)
# How many officers signed on is said in a row of the log; the least is a rule. Neither is counted.
SAID = {"force.count", "least"}
FILTERS = {"", "|figure", "|linked", '|linked:"lasting"', '|linked:"briefly"'}


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.name)
def test_the_live_board_prints_figures_by_their_filters(part):
    printed = re.findall(r'{{\s*([^}|]+?)(\|[\w:"]+)?\s*}}', part.read_text("utf-8"))
    bare = [name for name, filtered in printed if not filtered]
    assert [name for name in bare if not NOT_NUMBERS.fullmatch(name) and name not in SAID] == []
    assert {filtered for _, filtered in printed} <= FILTERS


def test_every_part_of_the_board_is_looked_at():
    assert len(PARTS) > 8


@pytest.mark.parametrize("filtered", ["figure", "lasting", "briefly", "linked"])
def test_the_filters_take_nothing_but_figures(filtered):
    template = Template("{% load figures words %}{{ x|" + filtered + " }}")
    with pytest.raises((NotAFigure, TypeError, AttributeError)):
        template.render(Context({"x": 7}))


def test_a_number_of_the_board_is_a_link_to_what_is_behind_it():
    figure = measure(build_data(EXAMPLE, log_of(crossing("a", IN))), "bulletin.waiting", **CELL)
    for by in ("figure", "quantity", "change"):
        text = '{% load figures %}{{ x|linked:"' + by + '" }}|{{ x|' + by + " }}"
        link, plain = Template(text).render(Context({"x": figure})).split("|")
        found = LINK.fullmatch(link)
        assert found, link
        assert found[2] == plain
        assert read_whole(found[1]).value == figure.value == 1
