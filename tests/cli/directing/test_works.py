"""`cuakhau works` at the terminal: a sheet in, the list out."""

import json

import pytest

from cuakhau.portfolio.works.sheet.writing import write_sheet
from cuakhau.server import zones
from journal.example import fresh_zone
from portfolio.works.examples import TODAY
from portfolio.works.test_sheet import MADE_UP, UNITS, office_sheet


@pytest.fixture
def zone(monkeypatch):
    made = fresh_zone()
    monkeypatch.setattr(zones, "served", lambda: {made.name: made})
    return made


def test_a_sheet_is_looked_at_taken_once_and_listed(cuakhau, zone, tmp_path):
    sheet = tmp_path / "bieu.xlsx"
    sheet.write_bytes(write_sheet(MADE_UP, TODAY.year, UNITS))
    where = ("--zone", zone.name, "--json")
    looked = json.loads(cuakhau("works", "import", sheet, "--check", *where).output)
    assert (looked["new"], looked["kept"], looked["mistakes"]) == (5, False, [])
    assert json.loads(cuakhau("works", "list", *where).output)["projects"] == []
    assert json.loads(cuakhau("works", "import", sheet, *where).output)["kept"]
    again = json.loads(cuakhau("works", "import", sheet, *where).output)
    assert (again["new"], again["changed"], again["alike"]) == (0, 0, 5)
    told = json.loads(cuakhau("works", "list", "--year", "2024", *where).output)
    assert [one["code"] for one in told["projects"]] == [f"MAU-0{n}" for n in range(1, 6)]
    assert told["projects"][0]["total_vnd"] == 185_000_000_000


def test_a_wrong_sheet_is_told_cell_by_cell_and_nothing_is_kept(cuakhau, zone, tmp_path):
    sheet = tmp_path / "sai.xlsx"
    sheet.write_bytes(office_sheet([1, "Một", "D", "1.2.3", None, None, 5, None]))
    said = cuakhau("works", "import", sheet, "--zone", zone.name, "--lang", "en")
    assert said.exit_code == 1
    assert "C8  G47" in said.output
    assert "D8  G44" in said.output
    assert "nothing was taken" in said.output
    sheet.write_bytes(b"no sheet")
    assert "G41" in cuakhau("works", "import", sheet, "--zone", zone.name).output
