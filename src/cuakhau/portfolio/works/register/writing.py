"""Writes the register: a project, a stage, a line of money. Each in one transaction, once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection

from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.portfolio.works.models import Description, Money
from cuakhau.portfolio.works.register.reading import Held, find_project, get_project
from cuakhau.portfolio.works.rules import refusals
from cuakhau.portfolio.works.rules.checks import Case, list_broken
from cuakhau.portfolio.works.rules.money import is_paid
from cuakhau.portfolio.works.rules.project import Entry, Project, Stage, is_code
from cuakhau.portfolio.works.rules.refusals import NotOfWorks, broken


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes, when (time of the zone), on which day there, under which nonce."""

    by: str
    at: datetime
    today: date
    nonce: str


def add_project(zone_name: str, project: Project, signed: Signed) -> None:
    """Enter a project. Raises G21, G26, and what the project itself breaks."""

    def act() -> Answer:
        lock(zone_name)
        there = find_project(zone_name, project.code)
        if there is not None:
            raise broken(refusals.g26_code_is_free, code=project.code, name=there.project.name)
        _describe(zone_name, project, 1, "added", signed)
        return {}

    _require_named(project)
    _require_kept(project, (), signed, before=())
    do_once(_asked(zone_name, signed, "add", msgspec.to_builtins(project)), act)


def change_project(zone_name: str, project: Project, revision: int, signed: Signed) -> None:
    """Say anew what a project is. Raises G25 where `revision` is not the last one, G30."""

    def act() -> Answer:
        lock(zone_name)
        there = get_project(zone_name, project.code)
        _require_last(there, revision)
        _require_changed_well(there, project, signed)
        _describe(zone_name, project, revision + 1, "changed", signed)
        return {}

    _require_named(project)
    said = [msgspec.to_builtins(project), revision]
    do_once(_asked(zone_name, signed, "change", said), act)


def record_stage(zone_name: str, code: str, stage: Stage, signed: Signed) -> None:
    """Record the days and the document of a stage; what is left blank stays as it was.

    Raises G3, G12, G30.
    """

    def act() -> Answer:
        lock(zone_name)
        there = get_project(zone_name, code)
        others = tuple(one for one in there.project.stages if one.kind != stage.kind)
        known = there.project.stage(stage.kind)
        new = Stage(
            kind=stage.kind,
            planned=stage.planned or known.planned,
            done=stage.done or known.done,
            document=stage.document or known.document,
        )
        project = msgspec.structs.replace(there.project, stages=(*others, new))
        _require_changed_well(there, project, signed)
        _describe(zone_name, project, there.revision + 1, f"stage:{stage.kind}", signed)
        return {}

    do_once(_asked(zone_name, signed, "stage", [code, msgspec.to_builtins(stage)]), act)


def record_money(zone_name: str, entry: Entry, signed: Signed) -> None:
    """Write a line of money. Raises G27 to G30, and what the line would break (G1, G2 …)."""

    def act() -> Answer:
        lock(zone_name)
        there = get_project(zone_name, entry.project)
        _require_entry(there.project, entry)
        before = list_broken(Case(project=there.project, entries=there.entries, today=signed.today))
        pays = is_paid(entry) and entry.amount_vnd > 0
        pressing = frozenset({"", str(entry.year), entry.package} if pays else ())
        lines = (*there.entries, entry)
        _require_kept(there.project, lines, signed, before=before, pressing=pressing)
        write_money(zone_name, [entry], signed)
        return {}

    do_once(_asked(zone_name, signed, "money", msgspec.to_builtins(entry)), act)


def write_money(zone_name: str, entries: Iterable[Entry], signed: Signed) -> None:
    """Write lines that were checked already."""
    Money.objects.bulk_create(
        Money(
            zone=zone_name,
            code=one.project,
            kind=one.kind,
            year=one.year,
            amount_vnd=one.amount_vnd,
            day=one.day,
            package=one.package,
            document=one.document,
            note=one.note,
            by=signed.by,
            at=signed.at,
        )
        for one in entries
        if one.amount_vnd
    )


def write_projects(zone_name: str, changed: Sequence[tuple[Project, int]], signed: Signed) -> None:
    """Write projects of an import or a demo that were checked already, each with its revision."""
    for project, revision in changed:
        _describe(zone_name, project, revision + 1, "imported" if revision else "added", signed)


def _describe(zone_name: str, project: Project, revision: int, act: str, signed: Signed) -> None:
    Description.objects.create(
        zone=zone_name,
        code=project.code,
        revision=revision,
        said=msgspec.to_builtins(project),
        act=act,
        by=signed.by,
        at=signed.at,
    )


def lock(zone_name: str) -> None:
    """Let one write at a time through: what is checked is what is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"works:{zone_name}"])


def _asked(zone_name: str, signed: Signed, verb: str, said: Any) -> Asked:
    nonce = f"works.{signed.nonce}.{verb}"
    return Asked(zone_name, nonce, digest_of(verb, said), signed.by, signed.at)


def _require_named(project: Project) -> None:
    if not project.code.strip() or not project.name.strip():
        raise broken(refusals.g21_project_is_named)
    if not is_code(project.code):
        raise broken(refusals.g33_code_fits_an_address, value=project.code)


def _require_last(there: Held, revision: int) -> None:
    if there.revision != revision:
        raise broken(refusals.g25_nobody_changed_it_meanwhile, by=there.changed_by)


def _require_changed_well(there: Held, project: Project, signed: Signed) -> None:
    before = list_broken(Case(project=there.project, entries=there.entries, today=signed.today))
    _require_kept(project, there.entries, signed, before=before)


def _require_kept(
    project: Project,
    entries: Sequence[Entry],
    signed: Signed,
    *,
    before: Sequence[NotOfWorks],
    pressing: frozenset[str] = frozenset(),
) -> None:
    """Refuse what breaks a rule anew; what was broken before may be mended step by step.

    `pressing` says where money is being paid now: there nothing of money may stay broken.
    """
    known = {(one.rule, _where(one)) for one in before}
    for one in list_broken(Case(project=project, entries=entries, today=signed.today)):
        presses = one.rule in OF_PAYING and _where(one) in pressing
        if presses or (one.rule, _where(one)) not in known:
            raise one


OF_PAYING = ("G1", "G2", "G5", "G7")


def _where(one: NotOfWorks) -> str:
    return str(one.facts.get("year") or one.facts.get("package") or one.facts.get("later") or "")


def _require_entry(project: Project, entry: Entry) -> None:
    if not entry.document.strip():
        raise broken(refusals.g29_money_names_its_document)
    if entry.amount_vnd < 0 and not entry.note.strip():
        raise broken(refusals.g27_correction_says_why)
    codes = [one.code for one in project.packages]
    if entry.package and entry.package not in codes:
        known = ", ".join(codes) or "–"
        raise broken(refusals.g28_package_is_known, package=entry.package, known=known)
