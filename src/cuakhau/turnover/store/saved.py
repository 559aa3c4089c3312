"""Mappings saved for a zone, each under a name; the newest of a name is in force."""

from cuakhau.trade.importing.mapping import read_mapping
from cuakhau.turnover.store.models import SavedMapping
from cuakhau.turnover.store.refusals import f73_mapping_is_saved, not_settled
from cuakhau.turnover.store.sent import Signed
from cuakhau.zone.zone import Zone


def save_mapping(zone: Zone, name: str, text: str, signed: Signed) -> None:
    """Save a mapping; one that says the same is not written twice. Raises F41."""
    read_mapping(text)
    standing = find_mapping(zone.name, name)
    if standing != text:
        SavedMapping.objects.create(
            zone=zone.name, name=name.strip()[:80], text=text, by=signed.by, at=signed.at
        )


def list_mappings(zone_name: str) -> list[SavedMapping]:
    """List the mappings in force, by name."""
    rows = SavedMapping.objects.filter(zone=zone_name).order_by("name", "-pk").distinct("name")
    return list(rows)


def find_mapping(zone_name: str, name: str) -> str | None:
    """Find the text of a mapping."""
    row = SavedMapping.objects.filter(zone=zone_name, name=name).order_by("-pk").first()
    return row.text if row is not None else None


def get_mapping(zone_name: str, name: str) -> str:
    """Give the text of a mapping. Raises F73."""
    text = find_mapping(zone_name, name)
    if text is None:
        known = ", ".join(one.name for one in list_mappings(zone_name)) or "–"
        raise not_settled(f73_mapping_is_saved, name=name, known=known)
    return text
