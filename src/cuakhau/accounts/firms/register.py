"""The names of firms. A firm that nobody named is called by its id."""

from collections.abc import Iterable
from datetime import datetime

from cuakhau.accounts.models import Firm


def name_firms(zone_name: str, ids: Iterable[str]) -> dict[str, str]:
    """Name firms, by id."""
    wanted = set(ids)
    named = Firm.objects.filter(zone=zone_name, id__in=wanted).values_list("id", "name")
    return {one: one for one in wanted} | dict(named)


def find_firm(zone_name: str, firm: str) -> Firm | None:
    """Find the entry of a firm."""
    return Firm.objects.filter(zone=zone_name, id=firm).first()


def find_by_word(zone_name: str, word: str) -> str | None:
    """Find the id of a firm by its id, its tax code or its whole name."""
    word = " ".join(word.split())
    for field in ("id", "tax_code", "name__iexact"):
        found = Firm.objects.filter(zone=zone_name, **{field: word}).first() if word else None
        if found is not None:
            return str(found.id)
    return None


def name(zone_name: str, firm: str, *, called: str, tax_code: str, by: str, at: datetime) -> Firm:
    """Give a firm its name and tax code; what it was called before is written over."""
    row, _ = Firm.objects.update_or_create(
        zone=zone_name,
        id=firm,
        defaults={"name": called, "tax_code": tax_code},
        create_defaults={"name": called, "tax_code": tax_code, "made_at": at, "made_by": by},
    )
    return row
