"""What a page of runs counts goes through the figure filters."""

import re
from pathlib import Path

import pytest

import cuakhau

TEMPLATES = Path(cuakhau.__file__).parent / "planning/templates/planning"
# Templates in which results are shown; all others ask, or tell the twin with what it rests on.
RESULTS = ["cell.html", "results.html", "answer.html", "paragraph.html"]
# Words, shapes of a chart, marks of runs; places of a yard stand in the zone, nobody counts them.
NOT_NUMBERS = re.compile(
    r"mark|cell\.(mark|verdict|word)|run\.(mark|name|id)|one\.(mark|post|name|id)|row\.(name|hour)"
    r"|part\.name|yard\.(name|places|chart\.\w+)|hour\.(x|text)|line\.(mark|band|path)|n"
    r"|page\.(asked|zone|toml|unstable)|row\.(verdict|word)|sentence|row\.figure\.code"
)
FILTERS = {"", "|figure", "|linked", "|lasting", "|briefly", "|change", "|reason"}
LINKED = re.compile(r'\|linked:"\w+"')


@pytest.mark.parametrize("name", RESULTS)
def test_results_print_figures_by_their_filters(name):
    text = (TEMPLATES / name).read_text("utf-8")
    printed = re.findall(r"{{\s*([^}|]+?)(\|[^}]+?)?\s*}}", text)
    bare = [value for value, filtered in printed if not filtered]
    assert [value for value in bare if not NOT_NUMBERS.fullmatch(value)] == []
    used = {filtered for _, filtered in printed if not LINKED.fullmatch(filtered)}
    assert used <= FILTERS | {'|join:", "'}
