"""How often the page of a figure and the guided start ask the database."""

import html
import re
from itertools import count


def test_what_is_behind_a_figure_asks_as_often_as_is_written_down(gate, counts_hold, settings):
    settings.IS_EMBEDDED = True
    guard, numbers = gate.sign_in("border_guard"), count(1)

    def fill():
        for _ in range(3):
            number = gate.declare(f"12C-100.{next(numbers):02}")
            gate.confirm(number, "border_guard_in", "customs_in")
        gate.later(minutes=6)

    def open_figure():
        guard.get("")
        cell = re.search(r'data-key="kpi-waiting"><a class="figure" href="([^"]+)"', guard.page)
        return guard.client.get(html.unescape(cell[1]))

    counts_hold(
        fill,
        board_and_figure=open_figure,
        find=lambda: guard.client.get("/figure/"),
        start=lambda: guard.client.get("/start/"),
    )
