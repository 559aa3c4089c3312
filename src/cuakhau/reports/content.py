"""A bulletin as JSON: what is kept at issue, and what `--json` shows. Its keys do not change."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, cast

from cuakhau.figures import Figure
from cuakhau.figures.format import format_day, format_number
from cuakhau.reports.bulletin import Bulletin, Part
from cuakhau.simulation.replay import Assumption, tell
from cuakhau.zone.bulletin.headings import Heading, Measure
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

Content = Mapping[str, Any]
Cell = tuple[str, Measure, Heading]


@dataclass(frozen=True, slots=True)
class Said:
    """What was issued of one number: its value, `None` for unknown, and its code."""

    value: int | None
    code: str


def build_content(bulletin: Bulletin, zone: Zone) -> dict[str, Any]:
    """Write a bulletin as JSON values; times are microseconds UTC."""
    dated = zone.at(bulletin.day)
    return {
        "zone": bulletin.zone,
        "day": bulletin.day.isoformat(),
        "since_us": bulletin.since_us,
        "until_us": bulletin.until_us,
        "source": bulletin.source,
        "simulated": bulletin.is_made_up,
        "origins": list(bulletin.origins),
        "as_of_us": bulletin.as_of_us,
        "zone_version": bulletin.version.zone_version,
        "log": bulletin.version.log,
        "whole": _part(bulletin.whole, dated),
        "lines": [_part(part, dated) for part in bulletin.lines],
        "doubtful": figure_json(bulletin.doubtful),
        "compared": figure_json(bulletin.compared),
        "disagreeing": figure_json(bulletin.disagreeing),
        **_lists(bulletin, dated),
    }


def _lists(bulletin: Bulletin, dated: Zone) -> dict[str, Any]:
    return {
        "records": [
            {**_where(one), "place": one.place, "at_us": one.at_us, "row": one.row,
             "agency": one.agency, "amount": figure_json(one.amount)}
            for one in bulletin.records
        ],
        "oddities": [
            {**_where(one), "kind": one.kind, "subjects": list(one.subjects),
             "amount": figure_json(one.amount)}
            for one in bulletin.oddities
        ],
        "published": [
            {**_where(one), "agrees": one.agrees, "counted": figure_json(one.counted),
             "published": figure_json(one.printed)}
            for one in bulletin.beside
        ],
        "changes": [
            {**_where(one), "day": one.day.isoformat(), "issued_code": one.issued_code,
             "now": figure_json(one.now), "change": figure_json(one.change)}
            for one in bulletin.changes
        ],
        "assumptions": [
            {"key": one.key} | {language: tell_assumption(one, dated, language)
                                for language in LANGUAGES}
            for one in bulletin.assumptions
        ],
    }  # fmt: skip


def figure_json(figure: Figure | None) -> dict[str, Any] | None:
    """Write a figure: its value (`null` is unknown, with the reason), unit and code."""
    if figure is None:
        return None
    return {
        "value": figure.value,
        "unit": figure.unit,
        "code": figure.code,
        "reason": figure.reason or None,
    }


def tell_assumption(assumption: Assumption, dated: Zone, language: Language) -> str:
    """Say what a replay assumed, with numbers and days as the language writes them."""
    return tell(
        assumption,
        dated,
        language,
        number=lambda value: format_number(value, language),
        day=lambda day: format_day(day, language),
    )


def digest_of(content: Content) -> bytes:
    """Digest what was issued: sha256 of its canonical JSON."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).digest()


def read_cells(content: Content) -> dict[Cell, Said]:
    """Read what was issued, by (line, measure, heading)."""
    return {
        (part["line"], cast("Measure", what), cast("Heading", heading)): _said(figure)
        for part in (content["whole"], *content["lines"])
        for what, headings in part["cells"].items()
        for heading, figure in headings.items()
    }


def read_changes(content: Content) -> Iterator[tuple[date, Cell, Said]]:
    """Read what this bulletin announced of earlier ones: the day, the cell, and what it now is."""
    for one in content["changes"]:
        cell = one["line"], one["measure"], one["heading"]
        yield date.fromisoformat(one["day"]), cell, _said(one["now"])


def _said(figure: Mapping[str, Any]) -> Said:
    return Said(figure["value"], figure["code"])


def _where(one: Any) -> dict[str, Any]:
    return {"line": one.line, "measure": one.measure, "heading": one.heading}


def _part(part: Part, dated: Zone) -> dict[str, Any]:
    cells: dict[str, dict[str, Any]] = {}
    for (what, heading), figure in part.cells.items():
        cells.setdefault(what, {})[heading] = figure_json(figure)
    return {
        "line": part.line,
        "name": {language: dated.name_of(part.line, language) for language in LANGUAGES},
        "unit": part.unit,
        "basis": list(part.basis),
        "cells": cells,
        "gaps": {heading: figure_json(figure) for heading, figure in part.gaps.items()},
        "goods": [{"goods": goods, **(figure_json(figure) or {})} for goods, figure in part.goods],
    }
