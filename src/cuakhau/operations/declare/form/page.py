"""The declaration form in words: its choices, what was typed, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.operations.declare.form.reading import (
    CURRENCIES,
    LINE,
    MOST_LINES,
    list_bounds,
    list_places,
    list_procedures,
)
from cuakhau.operations.declare.form.values import Typed
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language, Route
from cuakhau.zone.zone import Zone

Choice = tuple[str, str]
Mistakes = Mapping[str, Refusal]


def build_form_page(
    zone: Zone, typed: Typed, mistakes: Mistakes, language: Language
) -> dict[str, Any]:
    """Give the form with its choices; `zone` is that of the day."""
    return {
        "typed": typed,
        "wrong": {name: _say(one, language) for name, one in mistakes.items()},
        "mistakes": [
            {"name": name, "label": label_of(name), "rule": one.rule, "text": _say(one, language)}
            for name, one in mistakes.items()
        ],
        **list_choices(zone, language),
        "lines": [build_line(place, typed, mistakes, language) for place in list_places(typed)],
        "next_line": next_line(typed),
    }


def list_choices(zone: Zone, language: Language) -> dict[str, list[Choice]]:
    """Give the choices of the form."""

    def named(ids: list[str]) -> list[Choice]:
        return [(one, zone.name_of(one, language)) for one in ids]

    def by_kind(one: str) -> tuple[bool, str]:
        return not isinstance(zone.places[one], Route), zone.name_of(one, language)

    return {
        "procedures": named(list_procedures(zone)),
        "places": named(sorted(list_bounds(zone), key=by_kind)),
        "goods": named([one.id for one in zone.goods_classes]),
        "currencies": [(one, one) for one in CURRENCIES],
        "classes": named([one.id for one in zone.vehicle_classes]),
        "payers": [("vn", _("the Vietnamese side")), ("cn", _("the Chinese side"))],
        "uses": [("inland", _("goods for inland")), ("transloading_only", _("transloading only"))],
    }


def build_line(place: int, typed: Typed, mistakes: Mistakes, language: Language) -> dict[str, Any]:
    """Give one goods line of the form."""
    wrong = {name: mistakes.get(f"{name}-{place}") for name in LINE}
    return {
        "place": place,
        "values": {name: typed.get(f"{name}-{place}", "") for name in LINE},
        "wrong": {name: _say(one, language) if one else "" for name, one in wrong.items()},
    }


def next_line(typed: Typed) -> int | None:
    """Give the number of the line that would be added; `None` where no more fit."""
    last = list_places(typed)[-1] + 1
    return last if last <= MOST_LINES else None


def label_of(name: str) -> str:
    """Name a field as the form does."""
    field, _dash, place = name.partition("-")
    labels = {
        "firm": _("For which firm"),
        "consignment": _("Consignment"),
        "contract": _("Contract or invoice"),
        "planned": _("Vehicles planned"),
        "procedure": _("Kind of trip"),
        "place": _("Gate or route"),
        "plate": _("Plate"),
        "vehicle_class": _("Vehicle class"),
        "driver": _("Driver"),
        "phone": _("Phone"),
        "expected_at": _("Expected"),
        "payer": _("Who pays the fee"),
        "fee_use": _("Use of the gate"),
        "description": _("What it is"),
        "goods": _("Kind of goods"),
        "hs": _("HS code"),
        "gross_kg": _("Gross, kg"),
        "pieces": _("Pieces"),
        "value": _("Value on the invoice"),
        "currency": _("Currency"),
        "customs_declaration": _("Customs declaration"),
        "transport_permit": _("Transport permit"),
        "phytosanitary": _("Phytosanitary certificate"),
        "trailer": _("Trailer"),
        "container": _("Container"),
    }
    label = labels.get(field, field)
    return f"{label} {place}" if place else label


def _say(mistake: Refusal, language: Language) -> str:
    return f"{mistake.reason(language)} {mistake.cure(language)}"
