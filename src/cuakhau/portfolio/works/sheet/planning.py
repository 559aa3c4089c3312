"""What an import would write: projects that are new or change, and the money that is missing.

A sheet holds totals; the register holds lines. What is written is the difference, so the same
sheet taken twice writes nothing the second time. A blank cell changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from cuakhau.portfolio.works.register.reading import Held
from cuakhau.portfolio.works.rules.checks import Case, list_broken
from cuakhau.portfolio.works.rules.money import add, disbursed, find_year, is_paid
from cuakhau.portfolio.works.rules.project import Entry, Project, Stage
from cuakhau.portfolio.works.sheet.columns import plain
from cuakhau.portfolio.works.sheet.reading import Mistake, Sheet, SheetRow

TEXTS = ("owner", "law", "field", "group", "basis", "note")
BOARD = "board"


@dataclass(slots=True, kw_only=True)
class Plan:
    """What is to be written, and all that stands against it."""

    projects: list[tuple[Project, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    alike: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Under which name a sheet is taken, on which day, and the units by their names."""

    document: str
    today: date
    units: Mapping[str, str]


def plan_import(sheet: Sheet, held: Sequence[Held], taking: Taking) -> Plan:
    """Plan an import; every rule that a row would break anew is a mistake of that row."""
    plan = Plan(mistakes=list(sheet.mistakes))
    by_code = {one.project.code: one for one in held}
    by_name = {plain(one.project.name): one for one in held}
    codes = set(by_code)
    for row in sheet.rows:
        name = plain(str(row.said.get("name", "")))
        there = by_code.get(str(row.said.get("code", ""))) or by_name.get(name)
        code = there.project.code if there else str(row.said.get("code") or _free(codes, sheet))
        codes.add(code)
        before = there.project if there else Project(code=code, name="")
        project = _project(before, row, taking)
        lines = list(_entries(sheet, row, there.entries if there else (), code, taking))
        _check(plan, sheet, row, Held(
            project=project, revision=0, changed_by="",
            entries=(*(there.entries if there else ()), *lines),
        ), there, taking)  # fmt: skip
        if there is None:
            plan.new += 1
        elif project != there.project or lines:
            plan.changed += 1
        else:
            plan.alike += 1
        if there is None or project != there.project:
            plan.projects.append((project, there.revision if there else 0))
        plan.entries += lines
    plan.mistakes.sort(key=lambda one: one.row)
    return plan


def _check(
    plan: Plan, sheet: Sheet, row: SheetRow, after: Held, there: Held | None, taking: Taking
) -> None:
    before = there and Case(project=there.project, entries=there.entries, today=taking.today)
    known = {str(one) for one in list_broken(before)} if before else set()
    case = Case(project=after.project, entries=after.entries, today=taking.today)
    for one in list_broken(case):
        if str(one) not in known:
            letter = sheet.letters.get(COLUMN_OF.get(one.rule, "name"), sheet.letters["name"])
            plan.mistakes.append(Mistake(row=row.row, column=letter, refusal=one))


# In which column somebody looks first where a rule is broken.
COLUMN_OF = {
    "G1": "total", "G2": "paid", "G3": "handed_over", "G4": "group", "G7": "accepted",
    "G8": "paid", "G9": "total", "G10": "total", "G11": "law", "G12": "handed_over", "G13": "plan",
}  # fmt: skip


def _project(before: Project, row: SheetRow, taking: Taking) -> Project:
    said = row.said
    texts = {name: said[name] for name in TEXTS if name in said}
    if "owner" in texts:
        by_name = {plain(name): unit for unit, name in taking.units.items()}
        texts["owner"] = by_name.get(plain(texts["owner"]), texts["owner"])
    by_board = True if texts.get("owner") == BOARD else before.by_board
    return msgspec.structs.replace(
        before,
        name=str(said.get("name", before.name)),
        total_vnd=said.get("total", before.total_vnd),
        by_board=by_board,
        stages=_stages(before, said, taking.today),
        **texts,
    )


def _stages(before: Project, said: Mapping[str, Any], today: date) -> tuple[Stage, ...]:
    stages = {one.kind: one for one in before.stages}
    for column, kind, name in (
        ("begins", "ground_breaking", "done"),
        ("ends", "hand_over", "planned"),
        ("handed_over", "hand_over", "done"),
    ):
        if column not in said:
            continue
        day = said[column]
        at = "planned" if day > today else name
        stages[kind] = msgspec.structs.replace(stages.get(kind, Stage(kind=kind)), **{at: day})
    return tuple(stages.values())


def _entries(
    sheet: Sheet, row: SheetRow, lines: Sequence[Entry], code: str, taking: Taking
) -> Iterator[Entry]:
    year = sheet.year
    of_year = find_year(lines, year)
    last = min(taking.today, date(year, 12, 31)) if year else taking.today
    first = date(year, 1, 1) if year else taking.today
    before = disbursed(one for one in lines if is_paid(one) and _is_before(one, year))
    stands = {
        "plan": (of_year.plan_vnd or 0 if of_year else 0, "plan", max(first, last)),
        "carried": (of_year.carried_vnd if of_year else 0, "carried", max(first, last)),
        "advanced_capital": (
            of_year.advanced_vnd if of_year else 0, "advanced_capital", max(first, last)
        ),
        "paid": (of_year.paid_vnd if of_year else 0, "unsplit", max(first, last)),
        "paid_before": (before, "opening", date(year - 1, 12, 31) if year else taking.today),
        "accepted": (add(lines, "accepted"), "accepted", taking.today),
    }  # fmt: skip
    for column, (there, kind, day) in stands.items():
        missing = row.said.get(column, there) - there
        if missing:
            yield Entry(
                project=code,
                kind=kind,
                year=day.year if kind in ("opening", "accepted") else year,
                amount_vnd=missing,
                day=day,
                document=taking.document,
                note=f"{taking.document}: {row.row}",
            )


def _is_before(entry: Entry, year: int) -> bool:
    return entry.kind == "opening" or entry.year < year


def _free(codes: set[str], sheet: Sheet) -> str:
    number = 1
    while f"DA-{sheet.year}-{number:02}" in codes:
        number += 1
    return f"DA-{sheet.year}-{number:02}"
