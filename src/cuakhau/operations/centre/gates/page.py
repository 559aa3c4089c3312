"""The matrix of gates, routes and lanes with both sides, in words; nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.place import PlaceEntry
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.closures.reasons import list_reasons, name_reason
from cuakhau.statistics.live.places import DIRECTIONS, SIDES, PlaceServing, Serving, Word
from cuakhau.zone.types import Gate, Language, Route, Side
from cuakhau.zone.zone import Zone

TONES: dict[Word, str] = {"open": "good", "slowed": "warn", "closed": "bad", "unknown": ""}
ICONS: dict[Word, str] = {
    "open": "circle-check", "slowed": "hourglass", "closed": "barrier-block", "unknown": "help",
}  # fmt: skip


WORST_FIRST: tuple[Word, ...] = ("closed", "slowed", "unknown", "open")
GATE, ROUTE, LANE = range(3)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is written: the zone of the day, the instant, the language."""

    zone: Zone
    now_us: int
    language: Language


def side_word(side: str) -> str:
    """Name a side."""
    return {"vn": _("Vietnamese side"), "cn": _("Chinese side")}[side]


def direction_word(direction: str) -> str:
    """Name a direction."""
    words = {"export": pgettext("direction", "export"), "import": pgettext("direction", "import")}
    return words[direction]


def state_word(word: Word) -> str:
    """Name how a side serves."""
    words = {
        "open": pgettext("gate", "open"),
        "closed": pgettext("gate", "closed"),
        "slowed": pgettext("gate", "slow"),
        "unknown": _("unknown"),
    }
    return words[word]


def build_gates(
    reader: Reader, served: tuple[PlaceServing, ...], chosen: tuple[str, str]
) -> list[list[dict[str, Any]]]:
    """Build for each gate its rows: itself, then its routes, each with its lanes."""
    gates: list[list[dict[str, Any]]] = []
    for one in served:
        row = build_row(reader, one, chosen)
        if row["depth"] == GATE:
            gates.append([row])
        elif row["depth"] == LANE:
            gates[-1][-1]["lanes"].append(row)
        else:
            gates[-1].append(row)
    return gates


def build_row(reader: Reader, one: PlaceServing, chosen: tuple[str, str]) -> dict[str, Any]:
    """Build what is shown of one place."""
    return {
        "id": one.place,
        "name": reader.zone.name_of(one.place, reader.language),
        "about": _about(reader.zone, one.place),
        "depth": depth_of(reader.zone, one.place),
        "is_quiet": _is_quiet(one),
        "worst": _worst(one),
        "lanes": [],
        "sides": [
            {
                "side": side,
                "name": side_word(side),
                "pills": build_pills(reader, one.cells, side),
                "stale": tell_stale(reader, one, side),
                "is_chosen": (one.place, side) == chosen,
                "may_open": any(one.cells[side, way].word != "open" for way in DIRECTIONS),
            }
            for side in SIDES
        ],
    }


def _worst(one: PlaceServing) -> dict[str, str]:
    words = {cell.word for cell in one.cells.values()}
    worst = next(word for word in WORST_FIRST if word in words)
    return {"tone": TONES[worst], "icon": ICONS[worst], "word": state_word(worst)}


def build_pills(
    reader: Reader, cells: Mapping[tuple[Side, Any], Serving], side: Side
) -> list[dict[str, str]]:
    """Say how a side serves: once, or once for each direction where they differ."""
    export, import_ = cells[side, "export"], cells[side, "import"]
    if export == import_:
        return [_pill(reader, export, "")]
    return [
        _pill(reader, export, direction_word("export")),
        _pill(reader, import_, direction_word("import")),
    ]


def _pill(reader: Reader, serving: Serving, way: str) -> dict[str, str]:
    return {
        "tone": TONES[serving.word],
        "icon": ICONS[serving.word],
        "word": tell_word(serving.word, serving.rate_per_h),
        "way": way,
        "why": tell_why(reader, serving),
    }


def tell_word(word: Word, rate_per_h: int | None) -> str:
    """Say a state, with its rate where one was said."""
    if word == "slowed" and rate_per_h is not None:
        return _("slow, {rate} an hour").format(rate=rate_per_h)
    return state_word(word)


def tell_why(reader: Reader, serving: Serving) -> str:
    """Say on what a state rests: by whom or what, since when, until when."""
    parts = []
    if serving.basis == "hours":
        parts.append(_("by the hours"))
    if serving.reason:
        parts.append(name_reason(serving.reason, reader.language))
    if serving.document:
        parts.append(_("document {number}").format(number=serving.document))
    if serving.since_us is not None:
        since = tell_time(reader.zone, serving.since_us, reader.now_us)
        parts.append(_("since {time}").format(time=since))
    if serving.until_us is not None:
        until = tell_time(reader.zone, serving.until_us, reader.now_us)
        parts.append(_("until {time}").format(time=until))
    return " · ".join(parts)


def tell_stale(reader: Reader, one: PlaceServing, side: Side) -> str:
    """Say that the last word about a side is over and what it was; nothing where it holds."""
    found = next((c.stale for c in (one.cells[side, way] for way in DIRECTIONS) if c.stale), None)
    if found is None:
        return ""
    return _("stale since {time}: {what}").format(
        time=tell_time(reader.zone, found.until_us, reader.now_us), what=tell_entry_word(found)
    )


def tell_entry_word(entry: PlaceEntry) -> str:
    """Say what one row said."""
    words: dict[str, Word] = {"opened": "open", "closed": "closed", "slowed": "slowed"}
    return tell_word(words[entry.kind], entry.amount)


def tell_scope(reader: Reader, entry: PlaceEntry) -> str:
    """Say for which side, direction and goods a row was meant; nothing for all."""
    side, _slash, way = (entry.step or "").partition("/")
    if side in DIRECTIONS:
        side, way = "", side
    parts = [side_word(side)] if side else []
    parts += [direction_word(way)] if way else []
    parts += [reader.zone.name_of(entry.goods, reader.language)] if entry.goods else []
    return ", ".join(parts)


def build_reasons(language: Language) -> dict[str, list[dict[str, str]]]:
    """List the buttons of reasons of closing and slowing."""
    return {
        verb: [{"id": code, "name": name} for code, name in list_reasons(verb, language)]
        for verb in ("close", "slow")
    }


def depth_of(zone: Zone, place: str) -> int:
    """Tell how deep a place is within its gate: 0 gate, 1 route, 2 lane."""
    match zone.places.get(place):
        case Gate():
            return GATE
        case Route():
            return ROUTE
    return LANE


def _about(zone: Zone, place: str) -> str:
    found = zone.places.get(place)
    return (found.opposite or "") if isinstance(found, Gate | Route) else ""


def _is_quiet(one: PlaceServing) -> bool:
    """Tell whether nothing at all is known of a place."""
    return all(cell.word == "unknown" and cell.stale is None for cell in one.cells.values())
