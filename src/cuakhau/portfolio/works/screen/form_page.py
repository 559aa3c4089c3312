"""What the forms of works show: the choices, and what was said before."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.portfolio.works.rules.project import GROUPS, STATES, Project
from cuakhau.portfolio.works.rules.words import fields, kinds, laws, stages
from cuakhau.portfolio.works.screen.forms import PACKAGE, PROBLEM, PROMISE
from cuakhau.portfolio.works.screen.reader import Reader
from cuakhau.portfolio.works.screen.words import choices, say_state
from cuakhau.zone.types import Gate, Route

BLANK_ROWS = 2
FUND = ("fund_name", "fund_amount")
BY_BOARD = {True: "yes", False: "no", None: ""}


def build_form(reader: Reader, project: Project | None) -> dict[str, Any]:
    """Build the form of a project, filled with what it is."""
    language = reader.language
    dated = reader.zone.at(reader.today)
    spots: list[Gate | Route] = [*dated.gates, *dated.routes]
    one = project or Project(code="", name="")
    return {
        "project": one,
        "is_new": project is None,
        "total": _vnd(one.total_vnd),
        "by_board": BY_BOARD[one.by_board],
        "owner": reader.name_unit(one.owner),
        "owners": sorted(reader.units.values()),
        "laws": [(law.id, law.number) for law in laws().values()],
        "groups": GROUPS,
        "fields": choices(fields(), language),
        "states": [(state, say_state(state)) for state in STATES],
        "places": [(spot.id, dated.name_of(spot.id, language)) for spot in spots],
        "funds": _fill([(fund.name, _vnd(fund.amount_vnd)) for fund in one.funds], FUND),
        "packages": _fill(
            [
                (pack.code, pack.name, pack.contractor, _vnd(pack.contract_vnd), pack.signed,
                 pack.due)
                for pack in one.packages
            ],
            PACKAGE,
        ),
        "problems": _fill(
            [
                (two.text, reader.name_unit(two.must_act), two.since, two.due, two.solved)
                for two in one.problems
            ],
            PROBLEM,
        ),
        "promises": _fill(
            [
                (two.indicator, two.unit, two.before, two.promised, two.measured, two.measured_on,
                 two.figure)
                for two in one.promises
            ],
            PROMISE,
        ),
    }  # fmt: skip


def build_acts(reader: Reader, project: Project) -> dict[str, Any]:
    """Build the forms below a project: a stage, a line of money."""
    return {
        "kinds": choices(kinds(), reader.language),
        "stage_choices": choices(stages(), reader.language),
        "package_choices": [(one.code, f"{one.code} · {one.name}") for one in project.packages],
        "today": reader.today.isoformat(),
        "this_year": reader.today.year,
    }


def refill(form: dict[str, Any], said: QueryDict) -> dict[str, Any]:
    """Put back what somebody wrote into a form that was refused."""
    single = {name: said.get(name, "") for name in said if name not in (*PACKAGE, *PROBLEM)}
    project = {name: said.get(name, "") for name in Project.__struct_fields__}
    site = {name: said.get(name, "") for name in ("area_m2", "cleared_m2", "households",
                                                  "households_left")}  # fmt: skip
    return {
        **form,
        "project": {**project, "code": said.get("code") or form["project"].code, "site": site},
        "total": single.get("total", ""),
        "owner": single.get("owner", ""),
        "by_board": single.get("by_board", ""),
        "funds": _said(said, FUND),
        "packages": _said(said, PACKAGE),
        "problems": _said(said, PROBLEM),
        "promises": _said(said, PROMISE),
    }


def _said(said: QueryDict, names: Sequence[str]) -> list[dict[str, Any]]:
    rows = list(zip(*(said.getlist(name) for name in names), strict=False))
    return _fill([row for row in rows if any(row)], names)


def _fill(rows: Sequence[Sequence[Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """Give rows by the names of their cells, with a few blank ones below."""
    blank = [("",) * len(names)] * BLANK_ROWS
    return [
        {
            name: cell.isoformat() if hasattr(cell, "isoformat") else cell or ""
            for name, cell in zip(names, row, strict=True)
        }
        for row in (*rows, *blank)
    ]


def _vnd(amount: int | None) -> str:
    return "" if amount is None else format_number(amount, "vi")


def title_of(project: Project | None) -> str:
    """Say what the form is for."""
    return _("Change the project") if project else _("Enter a project")
