"""The declaration form in words: its choices and what was typed."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.operations.declare.form import LINES, Typed
from cuakhau.zone.types import Gate, Language, Route
from cuakhau.zone.zone import Zone

Choice = tuple[str, str]


def build_form_page(
    zone: Zone, typed: Typed, mistakes: dict[str, str], language: Language
) -> dict[str, Any]:
    """Give the form with its choices; `zone` is that of the day."""

    def named(ids: list[str]) -> list[Choice]:
        return [(one, zone.name_of(one, language)) for one in ids]

    gates = sorted(
        {one.id for one in zone.places.values() if isinstance(one, Gate | Route)},
        key=lambda one: (not isinstance(zone.places[one], Route), zone.name_of(one, language)),
    )
    goods = named([one.id for one in zone.goods_classes])

    def line(place: int) -> dict[str, Any]:
        names = ("description", "goods", "hs", "gross_kg", "pieces")
        values = {name: typed.get(f"{name}-{place}", "") for name in names}
        wrong = {name: mistakes.get(f"{name}-{place}", "") for name in names}
        return {"place": place, "values": values, "wrong": wrong, "is_used": any(values.values())}

    return {
        "typed": typed,
        "wrong": mistakes,
        "mistakes": [(one, _label(one), text) for one, text in mistakes.items()],
        "procedures": named([one.id for one in zone.procedures if one.unit == "vehicle"]),
        "places": named(gates),
        "goods": goods,
        "classes": named([one.id for one in zone.vehicle_classes]),
        "lines": [line(place) for place in range(1, LINES + 1)],
        "payers": [("vn", _("the Vietnamese side")), ("cn", _("the Chinese side"))],
    }


def _label(name: str) -> str:
    field, _dash, place = name.partition("-")
    labels = {
        "procedure": _("Kind of trip"),
        "place": _("Gate or route"),
        "plate": _("Plate"),
        "vehicle_class": _("Vehicle class"),
        "driver": _("Driver"),
        "phone": _("Phone"),
        "expected_at": _("Expected"),
        "payer": _("Who pays the fee"),
        "description": _("What it is"),
        "goods": _("Kind of goods"),
        "hs": _("HS code"),
        "gross_kg": _("Gross, kg"),
        "pieces": _("Pieces"),
        "customs_declaration": _("Customs declaration"),
        "transport_permit": _("Transport permit"),
        "phytosanitary": _("Phytosanitary certificate"),
        "trailer": _("Trailer"),
        "container": _("Container"),
    }
    label = labels.get(field, field)
    return f"{label} {place}" if place else label
