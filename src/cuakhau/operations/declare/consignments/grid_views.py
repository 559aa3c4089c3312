"""The grid of the vehicles of a consignment: translate, one call, translate back."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuakhau.operations.actions import Signed
from cuakhau.operations.declare.asking import choose_owner, mark_of, refs_seen, words_of
from cuakhau.operations.declare.consignments.asked import get_own
from cuakhau.operations.declare.consignments.form import fill_trip, list_words
from cuakhau.operations.declare.consignments.grid import (
    FIELDS,
    MOST_ROWS,
    Grid,
    Known,
    Outcome,
    Row,
    show_trip,
    take_rows,
)
from cuakhau.operations.declare.consignments.keep import list_declared
from cuakhau.operations.declare.form.copying import list_words as list_words_of_trip
from cuakhau.operations.declare.form.page import label_of, list_choices
from cuakhau.operations.declare.form.reading import Asks
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.declare.trips.own import tell_trips
from cuakhau.operations.declaring.arrival import may_change_all
from cuakhau.operations.desk.doors import name_of, needs
from cuakhau.operations.personal.shown import concerned
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

LEAST_BLANK, MOST_BLANK = 5, 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_grid(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show the vehicles that may still change and blank rows; take the grid in, row by row."""
    zone = request.here.get_zone(zone_name)
    row = get_own(request, zone, number, "declare")
    if request.method != "POST":
        return _show(request, zone, row, [], None)
    rows = _read_rows(request)
    by, at = name_of(request), request.here.now(zone.name)
    signed = Signed(by, at, f"{number}.{request.POST.get('nonce', '')[:40]}")
    try:
        outcomes = take_rows(_grid_of(request, zone, row), rows, signed)
    except Refusal as refusal:
        untaken = [Outcome(row=one) for one in rows if not one.is_blank]
        return _show(request, zone, row, untaken, refusal)
    if all(one.is_taken for one in outcomes):
        return redirect("desk:consignment", zone.name, number)
    return _show(request, zone, row, outcomes, None)


def _read_rows(request: Request) -> list[Row]:
    sent = request.POST
    columns = {name: sent.getlist(name) for name in ("number", *FIELDS)}
    as_typed = set(sent.getlist("as_typed"))
    height = max(len(cells) for cells in columns.values())

    def cell(name: str, place: int) -> str:
        cells = columns[name]
        return cells[place].strip()[:200] if place < len(cells) else ""

    return [
        Row(
            number=cell("number", place),
            typed={name: cell(name, place) for name in FIELDS},
            as_typed=str(place) in as_typed,
        )
        for place in range(height)
    ]


def _grid_of(request: Request, zone: Zone, row: Consignment) -> Grid:
    owner = choose_owner(request, row.owner)
    words = words_of(request, zone, list_words(row), f"grid of {row.number}")
    return Grid(
        zone=zone.at(request.here.now(zone.name).date()),
        asks=Asks(owner.owner, owner.mandate, frozenset({row.number})),
        common=fill_trip(row, words),
        known=_list_known(request, zone, row.number, frozenset(request.POST.getlist("number"))),
    )


def _list_known(
    request: Request, zone: Zone, number: str, sent: frozenset[str] = frozenset()
) -> dict[str, Known]:
    """Give the trips that may still change, with one look at the words of all of them.

    Those that were `sent` are among them: whether they came meanwhile is for the act to say.
    """
    trips = tell_trips(zone, list_declared(zone.name, [number]))
    said = [
        trip.said
        for trip in trips
        if trip.said.number in sent or (trip.is_open and may_change_all(zone, trip.visit))
    ]
    asked = [
        word
        for one in said
        for word in list_words_of_trip(one, concerned(zone, one.procedure, one.at.date()))
    ]
    words = words_of(request, zone, asked, f"grid of {number}")
    return {
        one.number: Known(said=one, typed=words, seen=refs_seen(request, zone, one)) for one in said
    }


def _show(
    request: Request,
    zone: Zone,
    row: Consignment,
    outcomes: list[Outcome],
    refusal: Refusal | None,
) -> HttpResponseBase:
    language = language_of(request)
    known = _list_known(request, zone, row.number)
    wrong = {one.row.number: one for one in outcomes if one.row.number and not one.is_taken}
    lines = [
        _tell(request, wrong[number]) if number in wrong else _line(number, one, zone)
        for number, one in known.items()
    ]
    lines += [
        _tell(request, one) for one in outcomes if not one.is_taken and one.row.number not in known
    ]
    blank = min(MOST_BLANK, max(LEAST_BLANK, (row.planned or 0) - len(lines)))
    lines += [{"number": "", "typed": {}} for _ in range(min(blank, MOST_ROWS - len(lines)))]
    dated = zone.at(request.here.now(zone.name).date())
    page = {
        "zone": zone.name,
        "number": row.number,
        "contract": row.contract,
        "bound": zone.name_of(row.place, language),
        "columns": [(name, label_of(name)) for name in FIELDS],
        "classes": list_choices(dated, language)["classes"],
        "rows": [{**line, "place": place} for place, line in enumerate(lines)],
        "most": MOST_ROWS,
        "taken": sum(one.is_taken for one in outcomes),
        "wrong": sum(not one.is_taken for one in outcomes),
        "refusal": tell(refusal, language) if refusal else None,
    }
    # A grid that came back is another act: what was taken of it is not sent again.
    context = {"page": page, "nonce": secrets.token_urlsafe(12), "mark": mark_of(zone)}
    status = 422 if page["wrong"] or refusal else 200
    answer = render(request, "declare/grid.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _line(number: str, known: Known, zone: Zone) -> dict[str, Any]:
    return {"number": number, "typed": show_trip(zone, known.said, known.typed)}


def _tell(request: Request, outcome: Outcome) -> dict[str, Any]:
    language = language_of(request)
    refused = [] if outcome.refusal is None else [{"label": "", **tell(outcome.refusal, language)}]
    return {
        "number": outcome.row.number,
        "typed": outcome.row.typed,
        "as_typed": outcome.row.as_typed,
        "asks_as_typed": any(one.rule == "D15" for one in outcome.mistakes.values()),
        "wrong": dict.fromkeys(outcome.mistakes, True),
        "told": [
            *refused,
            *(
                {"label": label_of(name), **tell(one, language)}
                for name, one in outcome.mistakes.items()
            ),
        ],
    }
