"""Names, phones and plates: shown to whom the work needs them, else masked.

`person_data.csv` says which role needs which kind. An agency sees a kind only of vehicles that one
of its own steps has to do with; a declarant or driver only what their own firm declared.
"""

import csv
from collections.abc import Callable, Collection
from functools import cache
from importlib import resources
from typing import Any

from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.rights import may

HIDDEN = "•••"


@cache
def list_kinds() -> dict[str, frozenset[str]]:
    """Give, for each kind of personal data, the roles that need it."""
    text = resources.files("cuakhau.accounts").joinpath("person_data.csv").read_text("utf-8")
    return {
        row["kind"]: frozenset(role for role in ROLES if row[role] == "yes")
        for row in csv.DictReader(text.splitlines())
    }


def sees(
    person: Any,
    kind: str,
    *,
    agencies: Collection[str] = (),
    firm: str | None = None,
    zone: str | None = None,
) -> bool:
    """Tell whether a person may see data of this kind about one visit.

    `agencies` are those whose steps the procedure of the visit has, `firm` is who declared it. An
    unknown kind is shown to nobody.
    """
    own = getattr(person, "agency", None)
    agency = own if own in agencies else None
    if not may(person, "see_person_data", agency=agency, firm=firm, zone=zone):
        return False
    return person.role in list_kinds().get(kind, ())


def mask(kind: str, value: str) -> str:
    """Hide what tells one person or vehicle from others; keep what helps to read a list."""
    return _MASKS.get(kind, lambda _: HIDDEN)(value)


def shown(
    person: Any,
    kind: str,
    value: str,
    *,
    agencies: Collection[str] = (),
    firm: str | None = None,
    zone: str | None = None,
) -> str:
    """Give a value as this person may see it. Whoever shows it whole keeps an access line."""
    if sees(person, kind, agencies=agencies, firm=firm, zone=zone):
        return value
    return mask(kind, value)


def _mask_plate(plate: str) -> str:
    """`12C-345.67` → `12C•••67`: the province and two digits, as people call vehicles in a yard."""
    letters = "".join(letter for letter in plate if letter.isalnum())
    return f"{letters[:3]}{HIDDEN}{letters[-2:]}" if len(letters) > 6 else HIDDEN


def _mask_phone(phone: str) -> str:
    """`0912 345 678` → `•••678`."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    return f"{HIDDEN}{digits[-3:]}" if len(digits) > 6 else HIDDEN


def _mask_name(name: str) -> str:
    """`Lê Văn Thử` → `L. V. •••`: a single name, or one in Chinese characters, keeps one letter."""
    parts = name.split()
    if len(parts) < 2:
        return f"{name.strip()[:1]}{HIDDEN}"
    return " ".join([*(f"{part[0]}." for part in parts[:-1]), HIDDEN])


_MASKS: dict[str, Callable[[str], str]] = {
    "plate": _mask_plate,
    "phone": _mask_phone,
    "driver": _mask_name,
}
