"""Receipts for the licensed provider of e-receipts: JSON or XML with fields that do not change.

Described in `docs/manual/receipts.md`. A field is added at the end of its object, never renamed;
what would break a reader gets another `format`.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch

from cuakhau.movement.times import local_time
from cuakhau.operations.payments.models import Receipt, ReceiptAct
from cuakhau.operations.payments.papers.words import say_dong
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone

FORMAT = "cuakhau.receipts/1"
ITEMS = {"receipts": "receipt", "items": "item"}


def build_export(zone: Zone, since: date, until: date) -> dict[str, Any]:
    """Give the receipts of some days of the books, in the order of series and number."""
    cancelled = ReceiptAct.objects.filter(act="cancelled")
    rows = (
        Receipt.objects.filter(zone=zone.name, entry__day__gte=since, entry__day__lte=until)
        .select_related("entry", "replaces", "replaced_by")
        .prefetch_related(Prefetch("acts", cancelled, to_attr="cancelled"))
        .order_by("series", "number")
    )
    return {
        "format": FORMAT,
        "zone": zone.name,
        "demo": zone.is_demo,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "receipts": [_tell(zone, one) for one in rows],
    }


def write_xml(export: Mapping[str, Any]) -> bytes:
    """Write an export as XML: the same names, an empty element for what is not there."""
    root = _element("export", export)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _tell(zone: Zone, receipt: Receipt) -> dict[str, Any]:
    content = receipt.content
    cancelled: list[ReceiptAct] = receipt.cancelled  # type: ignore[attr-defined]  # prefetched
    replaced_by = getattr(receipt, "replaced_by", None)
    status = "replaced" if replaced_by else "cancelled" if cancelled else "valid"
    return {
        "series": receipt.series,
        "number": receipt.number,
        "issued_at": local_time(zone, micros(receipt.at)).isoformat(timespec="seconds"),
        "day": receipt.entry.day.isoformat(),
        "status": status,
        "status_reason": cancelled[0].reason if cancelled else "",
        "replaces": str(receipt.replaces) if receipt.replaces else "",
        "payer_name": content.get("payer_name") or receipt.firm or "",
        "payer_side": content["payer"] or "",
        "means": content["means"],
        "gate": content["gate"] or "",
        "amount_vnd": receipt.amount_vnd,
        "amount_in_words": say_dong(receipt.amount_vnd),
        "prepaid_vnd": content["kept_vnd"],
        "collector": receipt.by,
        "items": [
            {
                "visit": item["visit"],
                "charge": ", ".join(dict.fromkeys(line["charge"] for line in item["lines"])),
                "goods": item["goods"] or "",
                "vehicle_class": item["vehicle_class"] or "",
                "basis": item["basis"],
                "by_hand": item["by_hand"],
                "amount_vnd": item["amount_vnd"],
            }
            for item in content["items"]
        ],
    }


def _element(name: str, value: Any) -> ET.Element:
    element = ET.Element(name)
    if isinstance(value, Mapping):
        element.extend(_element(key, one) for key, one in value.items())
    elif isinstance(value, list):
        element.extend(_element(ITEMS[name], one) for one in value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = str(value)
    return element
