"""The list of overlaps: findings that matter, in rows of one kind between the same agencies."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.utils.translation import gettext as _

from cuakhau.planning.calibration.words import number_writer
from cuakhau.planning.overlaps.acts import Said
from cuakhau.planning.overlaps.page import (
    LEAST_OPEN,
    Reader,
    build_cost,
    build_reply,
    build_row,
    hour_price,
    is_open,
)
from cuakhau.planning.overlaps.words import (
    kind_word,
    place_word,
    say_row,
    small_word,
    thing_word,
)
from cuakhau.statistics.overlap import weight
from cuakhau.statistics.overlap.findings import KINDS, Finding
from cuakhau.zone.zone import Zone

TOP = 12
NAMED = 3  # of the places of a row, as many are named before it is opened
SMALL = "small"


class Wanted(msgspec.Struct, frozen=True):
    """What a reader asked to see; empty is all of the newest period. `part` is `small` for what is
    small or uncertain, `more` is anything where all rows are wanted.
    """

    period: str = ""
    kind: str = ""
    agency: str = ""
    place: str = ""
    part: str = ""
    more: str = ""


def build_list(
    zone: Zone, findings: Sequence[Finding], said: Said, wanted: Wanted, reader: Reader
) -> dict[str, Any]:
    """Give the rows that are wanted, those of the reader's agency first, and how many are left."""
    chosen = [one for one in findings if _is_wanted(one, wanted)]
    heavy, small = (weight.group(part) for part in weight.split(chosen))
    shown = small if wanted.part == SMALL else heavy
    rows = sorted(shown, key=lambda row: reader.agency not in row.agencies)
    first = rows if wanted.more else rows[:TOP]
    is_mixed = any(reader.agency not in row.agencies for row in rows)
    return {
        "part": wanted.part,
        "links": {
            "heavy": _link(wanted, part="", more=""),
            "small": _link(wanted, part=SMALL, more=""),
            "more": _link(wanted, part=wanted.part, more="1"),
        },
        "rows": [_build(zone, row, said, reader) for row in first],
        "more": len(rows) - len(first),
        "is_mixed": is_mixed,
        "heavy": len(heavy),
        "small": len(small),
        "least_cases": weight.LEAST_CASES,
        "filters": _list_filters(zone, findings, wanted, reader),
    }


def build_published(
    zone: Zone, findings: Sequence[Finding], said: Said, reader: Reader
) -> dict[str, Any]:
    """Give the table that may go out: what matters and what the agencies say to it; no vehicle, and
    no cell of fewer than five.

    Neither those who show a finding nor those who do not may be so few that one can be told.
    """
    heavy, small = weight.split(findings)
    open_ones = [one for one in heavy if is_open(one)]
    return {
        "rows": [_build(zone, row, said, reader) for row in weight.group(open_ones)],
        "left_out": len(heavy) - len(open_ones),
        "small": len(small),
        "least": LEAST_OPEN,
    }


def _link(wanted: Wanted, *, part: str, more: str) -> str:
    said = msgspec.to_builtins(msgspec.structs.replace(wanted, part=part, more=more))
    return "?" + urlencode({name: value for name, value in said.items() if value})


def _is_wanted(one: Finding, wanted: Wanted) -> bool:
    return (
        wanted.kind in ("", one.kind)
        and wanted.agency in ("", *one.agencies)
        and wanted.place in ("", one.place)
    )


def _build(zone: Zone, row: weight.Row, said: Said, reader: Reader) -> dict[str, Any]:
    price = hour_price(zone)
    places = [place_word(zone, place, reader.language) for place in row.places]
    dues = _list_dues(row, said, reader.agency)
    doubts = dict.fromkeys(doubt for one in row.findings if (doubt := weight.doubt_of(one)))
    sentence = say_row(zone, row, reader.language)
    names = [zone.name_of(agency, reader.language) for agency in row.agencies]
    return {
        "kind_word": kind_word(row.kind),
        "sentence": sentence,
        "who": "" if all(name in sentence for name in names) else " + ".join(names),
        "is_own": reader.agency in row.agencies,
        "cases": number_writer(reader.language)(row.cases),
        "places": places[:NAMED],
        "places_more": len(places[NAMED:]),
        "doubts": [small_word(doubt) for doubt in doubts],
        "replies": [
            build_reply(zone, reply, place_word(zone, one.place, reader.language), reader.language)
            for one in row.findings
            for reply in said.replies.get(one.key, ())
        ],
        "due": min(dues.values(), default=None),
        "unanswered": len(dues),
        "findings": [
            {
                **_build_one(zone, one, reader, price),
                "replies": bool(said.replies.get(one.key)),
                "due": dues.get(one.key),
            }
            for one in row.findings
        ],
        **build_cost(row.minutes, row.hours_a_year, price, reader.language),
    }


def _list_dues(row: weight.Row, said: Said, agency: str | None) -> dict[str, date]:
    """List the last days of what the reader's agency may still reply to, and has not."""
    return {
        one.key: said.due[one.key]
        for one in row.findings
        if agency in one.agencies
        and one.key in said.due
        and not any(reply.agency == agency for reply in said.replies.get(one.key, ()))
    }


def _build_one(zone: Zone, one: Finding, reader: Reader, price: int | None) -> dict[str, Any]:
    steps = [zone.name_of(step, reader.language) for step in dict.fromkeys(one.steps)]
    doubt = weight.doubt_of(one)
    return {
        **build_row(zone, one, reader, price),
        "place": place_word(zone, one.place, reader.language),
        "thing": thing_word(one.what),
        "steps": " → ".join(steps),
        "doubt": small_word(doubt) if doubt else "",
    }


def _list_filters(
    zone: Zone, findings: Sequence[Finding], wanted: Wanted, reader: Reader
) -> list[dict[str, Any]]:
    """List the choices of kind, agency and gate, of those that were found."""

    def named(word: str) -> str:
        return zone.name_of(word, reader.language)

    kinds = [kind for kind in KINDS if any(one.kind == kind for one in findings)]
    agencies = {agency for one in findings for agency in one.agencies}
    places = {one.place for one in findings if one.place}
    return [
        _filter("kind", _("Kind"), _("all kinds"), _choices(kinds, kind_word, wanted.kind)),
        _filter(
            "agency",
            _("Agency"),
            _("all agencies"),
            _choices(sorted(agencies, key=named), named, wanted.agency),
        ),
        _filter(
            "place",
            _("Place"),
            _("all places"),
            _choices(sorted(places, key=named), named, wanted.place),
        ),
    ]


def _filter(name: str, word: str, everything: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "word": word, "all": everything, "choices": choices}


def _choices(
    found: Iterable[str], named: Callable[[str], str], chosen: str
) -> list[dict[str, Any]]:
    return [{"id": one, "name": named(one), "is_chosen": one == chosen} for one in found]
