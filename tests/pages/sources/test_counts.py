"""How often the pages of sources ask the database."""

from itertools import count

from cuakhau.operations.sources import register
from cuakhau.operations.sources.register import NewSource
from pages.sources.test_sources import IN, Taking, rows_of


def test_pages_of_sources_ask_as_often_as_is_written_down(gate, source, counts_hold):
    taking, numbers = Taking(gate, source), count(1)

    def fill():
        number = next(numbers)
        new = NewSource(name=f"Cân {number}", kind="platform", agency="border_guard")
        register.open_source(gate.zone, new, by="test", at=gate.now)
        gate.declare(f"12C-100.{number:02}")
        known, unknown = (f"12C-100.{number:02}", IN, 5), (f"29C-999.{number:02}", IN, 6)
        taking.look(rows_of(gate, known, unknown))
        taking.officer.post(
            taking.address, act="write", sheet=taking.carried(), name="x", nonce=f"n{number}"
        )

    counts_hold(
        fill,
        sources=lambda: taking.officer.get("sources/"),
        source=lambda: taking.officer.get(taking.address),
        unsettled=lambda: taking.officer.get("sources/unsettled"),
    )
