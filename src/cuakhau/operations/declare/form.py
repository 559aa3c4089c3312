"""The form of a movement: what was typed → a declaration, or every mistake at once. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cuakhau.movement.identifiers.containers import read_container
from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations.declaring import Declaring, GoodsLine, Paper
from cuakhau.zone.types import Gate, Route
from cuakhau.zone.zone import Zone

LINES = 3
PAPERS = ("customs_declaration", "transport_permit", "phytosanitary", "trailer", "container")
PAYERS = ("vn", "cn")
LONGEST = 200
HEAVIEST_KG = 200_000
LATEST = timedelta(days=60)
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}([., ' ][0-9]{3})+")
_HS = re.compile(r"[0-9]{4,10}")

Typed = Mapping[str, str]


@dataclass(slots=True)
class Read:
    """What became of a form: a declaration where nothing is wrong, mistakes by field, remarks."""

    said: Declaring | None = None
    mistakes: dict[str, str] = field(default_factory=dict)


def read_form(zone: Zone, typed: Typed, *, owner: str, now: datetime) -> Read:
    """Read a form, all of it, whatever is wrong with it. `zone` is that of the day."""
    read = Read()
    said = Declaring(
        procedure=_choice(read, typed, "procedure", set(zone.procedure_by_id)),
        place=_choice(read, typed, "place", _bounds(zone)),
        owner=owner,
        goods=_optional(read, typed, "goods-1", set(zone.goods_by_id)),
        vehicle_class=_optional(read, typed, "vehicle_class", {c.id for c in zone.vehicle_classes}),
        plate=_plate(read, typed),
        driver=_text(read, typed, "driver"),
        phone=_phone(read, typed),
        expected_at=_time(read, typed, zone, now),
        payer=_optional(read, typed, "payer", set(PAYERS)),
        goods_lines=tuple(_lines(read, typed, zone)),
        papers=tuple(_papers(read, typed)),
    )
    if not read.mistakes:
        read.said = said
    return read


def _bounds(zone: Zone) -> set[str]:
    return {one.id for one in zone.places.values() if isinstance(one, Gate | Route)}


def _choice(read: Read, typed: Typed, name: str, known: set[str]) -> str:
    value = typed.get(name, "")
    if value not in known:
        read.mistakes[name] = _("Choose one of the list.")
    return value


def _optional(read: Read, typed: Typed, name: str, known: set[str]) -> str | None:
    if not typed.get(name):
        return None
    return _choice(read, typed, name, known)


def _text(read: Read, typed: Typed, name: str) -> str | None:
    value = " ".join(typed.get(name, "").split())
    if len(value) > LONGEST:
        read.mistakes[name] = _("At most {most} characters.").format(most=LONGEST)
    return value or None


def _plate(read: Read, typed: Typed) -> str | None:
    value = _text(read, typed, "plate")
    if value is None:
        return None
    plate = read_plate(value)
    if "M80" in plate.marks:
        sentence = _("Some letters are not Latin. Is it {plate}? Type it again with Latin letters.")
        read.mistakes["plate"] = sentence.format(plate=plate.normal or value)
    elif plate.normal is None and typed.get("plate_as_typed") != "1":
        read.mistakes["plate"] = _(
            "This is no plate of Việt Nam or China, such as 12C-123.45 or 桂F12345. "
            "Correct it, or tick that it is so."
        )
    return value


def _phone(read: Read, typed: Typed) -> str | None:
    value = _text(read, typed, "phone")
    if value is not None and not 8 <= sum(one.isdigit() for one in value) <= 15:
        read.mistakes["phone"] = _("A phone number has 8 to 15 digits.")
    return value


def _time(read: Read, typed: Typed, zone: Zone, now: datetime) -> datetime | None:
    value = typed.get("expected_at", "").strip()
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone.time_zone))
    except ValueError:
        read.mistakes["expected_at"] = _("Write day and time, such as 2026-11-24T14:30.")
        return None
    if not now - timedelta(hours=1) <= at <= now + LATEST:
        read.mistakes["expected_at"] = _("The time must lie in the next 60 days.")
    return at


def _whole(read: Read, typed: Typed, name: str, most: int) -> int | None:
    """Read a whole number; points, commas and spaces may part its thousands."""
    value = typed.get(name, "").strip()
    if not value:
        return None
    if not _WHOLE.fullmatch(value):
        read.mistakes[name] = _("Write a whole number, such as 24500 or 24.500.")
        return None
    number = int(re.sub(r"[^0-9]", "", value))
    if number > most:
        read.mistakes[name] = _("At most {most}.").format(most=most)
    return number


def _lines(read: Read, typed: Typed, zone: Zone) -> list[GoodsLine]:
    lines = []
    for place in range(1, LINES + 1):
        names = ("description", "goods", "hs", "gross_kg", "pieces")
        if not any(typed.get(f"{name}-{place}", "").strip() for name in names):
            continue
        goods = _optional(read, typed, f"goods-{place}", set(zone.goods_by_id))
        description = _text(read, typed, f"description-{place}")
        if description is None and goods is None:
            read.mistakes[f"description-{place}"] = _("Say what the goods are.")
        hs_code = typed.get(f"hs-{place}", "").replace(".", "").replace(" ", "") or None
        if hs_code is not None and not _HS.fullmatch(hs_code):
            read.mistakes[f"hs-{place}"] = _("An HS code has 4 to 10 digits.")
        lines.append(
            GoodsLine(
                description=description or goods or "",
                goods=goods,
                hs_code=hs_code,
                gross_kg=_whole(read, typed, f"gross_kg-{place}", HEAVIEST_KG),
                pieces=_whole(read, typed, f"pieces-{place}", 10_000_000),
            )
        )
    return lines


def _papers(read: Read, typed: Typed) -> list[Paper]:
    papers = []
    for kind in PAPERS:
        number = _text(read, typed, kind)
        if number is None:
            continue
        if kind == "container" and read_container(number).normal is None:
            read.mistakes[kind] = _(
                "This is no container number (as MSKU 123456 5), or one character is mistyped."
            )
        papers.append(Paper(kind=kind, number=number))
    return papers
