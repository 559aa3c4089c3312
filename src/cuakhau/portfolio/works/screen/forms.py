"""Reads the forms of works. What cannot be read is refused with what was written."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TypeVar

import msgspec
from django.http import QueryDict

from cuakhau.portfolio.works.rules import refusals
from cuakhau.portfolio.works.rules.numbers import read_day, read_number, read_vnd
from cuakhau.portfolio.works.rules.project import (
    GROUPS,
    STATES,
    Entry,
    Fund,
    Package,
    Problem,
    Project,
    Promise,
    Site,
    Stage,
)
from cuakhau.portfolio.works.rules.refusals import broken
from cuakhau.portfolio.works.rules.words import fields, kinds, laws, stages

LONGEST = 500
BY_BOARD = {"yes": True, "no": False, "": None}
MOST_ROWS = 40
FIGURE = re.compile(r"[\w-]+")
Row = TypeVar("Row")


def read_project(said: QueryDict, there: Project | None, units: Mapping[str, str]) -> Project:
    """Read the form of a project; what the form does not ask stays as it was.

    `units` are ids by the names that the reader sees. Raises G22, G23, G24, G31 and G32.
    """
    code = there.code if there else _text(said, "code")
    base = there or Project(code=code, name="")
    return msgspec.structs.replace(
        base,
        name=_text(said, "name"),
        owner=units.get(_text(said, "owner"), _text(said, "owner")),
        by_board=BY_BOARD.get(said.get("by_board", "")),
        basis=_text(said, "basis"),
        law=_word(said, "law", laws()),
        group=_word(said, "group", GROUPS),
        field=_word(said, "field", fields()),
        total_vnd=_vnd(said.get("total", "")),
        funds=_rows(said, ("fund_name", "fund_amount"), _fund),
        packages=_rows(said, PACKAGE, _package),
        problems=tuple(
            msgspec.structs.replace(one, must_act=units.get(one.must_act, one.must_act))
            for one in _rows(said, PROBLEM, _problem)
        ),
        promises=_rows(said, PROMISE, _promise),
        site=Site(**{name: _whole(said.get(name, "")) for name in Site.__struct_fields__}),
        place=_text(said, "place"),
        longitude=_degrees(said.get("longitude", "")),
        latitude=_degrees(said.get("latitude", "")),
        scenario=_text(said, "scenario"),
        state=_word(said, "state", STATES),
        note=_text(said, "note"),
    )


def read_stage(said: QueryDict) -> Stage:
    """Read the form of a stage. Raises G22 and G24."""
    kind = _word(said, "stage", stages())
    if not kind:
        raise _not_known("", "stage", stages())
    return Stage(
        kind=kind,
        planned=_day(said.get("planned", "")),
        done=_day(said.get("done", "")),
        document=_text(said, "document"),
    )


def read_entry(said: QueryDict, code: str) -> Entry:
    """Read the form of a line of money. Raises G22, G23 and G24."""
    kind = _word(said, "kind", kinds())
    if not kind:
        raise _not_known("", "kind", kinds())
    amount, day, year = (
        _vnd(said.get("amount", "")),
        _day(said.get("day", "")),
        said.get("year", ""),
    )
    if not amount:
        raise broken(refusals.g23_amount_can_be_read, value=said.get("amount", ""))
    if day is None:
        raise broken(refusals.g24_day_can_be_read, value=said.get("day", ""))
    if not year.isdecimal() or not 2000 <= int(year) <= 2100:
        raise broken(refusals.g31_number_can_be_read, value=year)
    return Entry(
        project=code,
        kind=kind,
        year=int(year),
        amount_vnd=amount,
        day=day,
        package=_text(said, "package"),
        document=_text(said, "document"),
        note=_text(said, "note"),
    )


PACKAGE = ("package_code", "package_name", "contractor", "contract", "signed", "package_due")
PROBLEM = ("problem", "must_act", "since", "problem_due", "solved")
PROMISE = ("indicator", "unit", "before", "promised", "measured", "measured_on", "figure")


def _fund(name: str, amount: str) -> Fund:
    return Fund(name=name, amount_vnd=_vnd(amount))


def _package(*said: str) -> Package:
    code, name, contractor, contract, signed, due = said
    return Package(
        code=code or name[:20],
        name=name,
        contractor=contractor,
        contract_vnd=_vnd(contract),
        signed=_day(signed),
        due=_day(due),
    )


def _problem(*said: str) -> Problem:
    text, must_act, since, due, solved = said
    return Problem(
        text=text, must_act=must_act, since=_day(since), due=_day(due), solved=_day(solved)
    )


def _promise(*said: str) -> Promise:
    indicator, unit, before, promised, measured, measured_on, figure = said
    if figure and not FIGURE.fullmatch(figure):
        raise broken(refusals.g32_figure_is_a_code, value=figure)
    return Promise(
        indicator=indicator,
        unit=unit,
        before=before,
        promised=promised,
        measured=measured,
        measured_on=_day(measured_on),
        figure=figure,
    )


def _rows(said: QueryDict, names: tuple[str, ...], build: Callable[..., Row]) -> tuple[Row, ...]:
    """Read rows of a form, column by column; a row whose first two cells are blank is none."""
    columns = [[one.strip()[:LONGEST] for one in said.getlist(name)] for name in names]
    rows = list(zip(*columns, strict=False))[:MOST_ROWS]
    return tuple(build(*row) for row in rows if any(row[:2]))


def _text(said: QueryDict, name: str) -> str:
    return " ".join(said.get(name, "").split())[:LONGEST]


def _word(said: QueryDict, name: str, known: Collection[str]) -> str:
    value = said.get(name, "")
    if value and value not in known:
        raise _not_known(value, name, known)
    return value


def _not_known(value: str, what: str, known: Collection[str]) -> refusals.NotOfWorks:
    facts = {"what": what, "known": ", ".join(known)}
    return broken(refusals.g22_word_is_known, value=value, **facts)


def _vnd(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return read_vnd(text)
    except ValueError:
        raise broken(refusals.g23_amount_can_be_read, value=text) from None


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return read_day(text)
    except ValueError:
        raise broken(refusals.g24_day_can_be_read, value=text) from None


def _whole(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(read_number(text))
    except ValueError:
        raise broken(refusals.g31_number_can_be_read, value=text) from None


def _degrees(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise broken(refusals.g31_number_can_be_read, value=text) from None
    return number if -180 <= number <= 180 else None
