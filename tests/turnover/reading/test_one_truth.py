"""The desk, the command and a query by hand give one sum, also where two sources tell the same."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from click.testing import CliRunner

from cuakhau.cli.trading._table import command
from cuakhau.figures.whole import read_whole
from cuakhau.reports.behind.opening import find_stored, open_figure
from cuakhau.server import zones
from cuakhau.trade.facts import fact_key, table_of
from cuakhau.turnover.reading.ready import make_ready
from cuakhau.turnover.reading.whole import whole_file
from cuakhau.turnover.rollups import rolling
from cuakhau.turnover.rollups.rolling import roll
from cuakhau.turnover.store.models import FILE, Import
from cuakhau.turnover.store.reading import find_version, snapshot
from cuakhau.turnover.store.sent import Signed, digest_rows
from cuakhau.turnover.store.take import keep

SCOPE = "customs"
# By hand: of each gate, way and month the source whose name comes first, as both are exact lines.
BY_HAND = """
SELECT sum(value_usd_cents)::BIGINT FROM (
  SELECT *, min(source) OVER (PARTITION BY place, direction, first_day) AS first FROM facts
  WHERE scope = 'customs' AND year(first_day) = 2024) WHERE source = first
"""


def lines():
    """Two extracts of the same trade: the second has March too, and counts a little more."""
    gates = ["main_road", "back_road"]
    for source, months, more in (("extract_a", (1, 2), 0), ("extract_b", (1, 2, 3), 7)):
        for month in months:
            for number, place in enumerate(gates):
                for way in ("export", "import"):
                    first = date(2024, month, 1)
                    fact = {
                        "revision": 1, "known_us": 1_000, "first_day": first,
                        "last_day": (first + timedelta(days=32)).replace(day=1)
                        - timedelta(days=1), "day_ends": "00:00", "place": place, "scope": SCOPE,
                        "direction": way, "regime": "A11", "hs": "08106000", "partner": "CN",
                        "value_usd_cents": 100_000_000 * (month + number) + more,
                        "currency": "USD", "source": source, "precision": "exact", "row": month,
                    }  # fmt: skip
                    yield fact | {"fact": fact_key(fact)}


def bring(gate, rows, nonce):
    made = Import(
        kind=FILE, source="extracts", digest=digest_rows(table_of(rows)), rows=len(rows),
        good=len(rows), new=len(rows), revised=0, alike=0, aside=0, doubted=0,
    )  # fmt: skip
    keep(gate.zone, made, table_of(rows), Signed(by="clerk", at=gate.now, nonce=nonce))
    return made.pk


@pytest.fixture
def twice(gate):
    bring(gate, list(lines()), "twice")
    return gate


@pytest.mark.parametrize("is_rolled", [False, True])
def test_the_desk_the_command_and_a_query_by_hand_agree(twice, monkeypatch, is_rolled):
    zone = twice.zone
    if is_rolled:
        version = find_version(zone.name)
        assert roll(zone.name, snapshot(zone.name), version=str(version), at=twice.now)
    with duckdb.connect() as base:
        base.read_parquet(str(whole_file(zone))).create_view("facts")
        [[by_hand]] = base.execute(BY_HAND).fetchall()
    # January and February of the first extract, March of the second.
    assert by_hand == 2 * (1 + 2 + 2 + 3 + 3 + 4) * 100_000_000 + 4 * 7

    board = twice.sign_in("board")
    board.get("turnover/", scope=SCOPE, period="2024Q1")
    code = re.search(r'class="value">\s*<a[^>]*/figure/(W-[\w-]+)/', board.page)[1]
    assert read_whole(code).value * 100 == by_hand
    assert open_figure(*find_stored(code)).agrees
    answer = board.client.get(f"/zone/{zone.name}/turnover/rows?scope={SCOPE}&period=2024Q1")
    told = " ".join(re.sub(r"<[^>]+>", "", answer.content.decode()).split())
    assert "12 lines of goods" in told
    assert "8 lines of another source tell the same again; they are not added" in told

    monkeypatch.setattr(zones, "served", lambda: {zone.name: zone})
    monkeypatch.setattr("cuakhau.cli.counting._told.find_zone", lambda _name: zone)
    asked = ["--by", "quarter", "--scope", SCOPE, "--zone", zone.name, "--json"]
    said = CliRunner().invoke(command, asked, catch_exceptions=False)
    assert [row["value_usd_cents"] for row in json.loads(said.stdout)["rows"]] == [by_hand]


def test_pages_tell_the_former_import_until_the_sums_of_a_new_one_are_made(twice, monkeypatch):
    monkeypatch.setattr(rolling, "LEAST_FACTS", 1)  # as if there were very many
    zone, board = twice.zone, twice.sign_in("board")
    first = find_version(zone.name)

    def ask():
        board.get("turnover/", scope=SCOPE, period="2024Q1")
        found = re.search(r'class="value">\s*<a[^>]*/figure/(W-[\w-]+)/', board.page)
        return found and read_whole(found[1]).value, "is being added up" in board.page

    assert ask() == (None, True)
    assert make_ready(zone, twice.now) > 0
    value, is_behind = ask()
    assert (value, is_behind) == (30_000_000 + Decimal("0.28"), False)
    more = next(lines()) | {"hs": "07032090", "value_usd_cents": 5_00}
    second = bring(twice, [more | {"fact": fact_key(more)}], "more")
    assert ask() == (value, True)
    assert f"up to import № {first}" in board.page
    assert make_ready(zone, twice.now) > 0
    assert ask() == (value + 5, False)
    assert make_ready(zone, twice.now) == 0 < first < second
