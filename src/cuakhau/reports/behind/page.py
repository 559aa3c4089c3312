"""A figure in words: what it means, whether it comes out again, and a page of its vehicles."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Figure, get_definition
from cuakhau.figures.bulletin import NAMES
from cuakhau.figures.fees.money import ANY
from cuakhau.figures.format import format_short_day
from cuakhau.figures.kept.values import WORDS as RELEASE_WORDS
from cuakhau.figures.meaning import LANGUAGES, get_meaning
from cuakhau.figures.works.register import ALL, ALL_YEARS, WORDS
from cuakhau.movement.times import local_time
from cuakhau.operations.board.present import heading_word
from cuakhau.planning.behind import name_base_of, name_run_of
from cuakhau.planning.compare.words import place_word
from cuakhau.reports.behind.opening import LIVE, Opened
from cuakhau.reports.leader.today.matters import name_matter
from cuakhau.statistics.board import Standing
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.naming.words import name_goods, name_partner
from cuakhau.zone.bulletin.headings import HEADINGS
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

ROWS = 25
NAMES_OF_LANGUAGES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English", "zh": "中文"}
CODES: dict[Language, str] = {"vi": "vi", "en": "en", "zh": "zh-Hans"}
MINUTE_US = 60_000_000
NO_PART = (None, "", WHOLE_ZONE)


def build_page(opened: Opened, language: Language) -> dict[str, Any]:
    """Give all of a figure but its vehicles."""
    stored, zone = opened.stored, opened.zone
    names, meanings = get_definition(stored.definition).names, get_meaning(stored.definition)
    as_of = local_time(zone, stored.as_of_us)
    return {
        "zone": zone.name,
        "zone_name": zone.name_of(zone.name.removesuffix("-demo"), language),
        "name": names[language],
        "scope": say_scope(zone, stored, language),
        "stored": stored,
        "again": opened.again,
        "agrees": opened.agrees,
        "adds_up": opened.adds_up,
        "counted": None if opened.rows is None else len(opened.rows),
        "meanings": [
            {
                "language": NAMES_OF_LANGUAGES[one],
                "code": CODES[one],
                "name": names[one],
                "text": meanings[one],
            }
            for one in LANGUAGES
        ],
        "query": stored.query,
        "definition": stored.definition,
        "parameters": [
            {"name": name, "word": parameter_word(name), "value": value}
            for name, value in stored.parameters.items()
        ],
        "zone_version": stored.data_version.zone_version,
        "log": stored.data_version.log,
        "as_of": f"{as_of:%H:%M:%S}" if stored.as_of_us else "",
        "as_of_day": format_short_day(as_of.date(), language),
        "as_of_iso": as_of.isoformat(timespec="seconds"),
        "code": stored.code,
        "whole": opened.whole_code,
        "is_live": stored.definition.startswith(LIVE),
    }


def parameter_word(name: str) -> str:
    """Name a parameter of a question."""
    words = {
        "at_us": _("moment looked at, microseconds UTC"),
        "line": _("line of the bulletin"),
        "heading": _("heading"),
        "hour_us": _("beginning of the hour, microseconds UTC"),
        "yard": _("yard"),
        "visit": _("visit"),
        "day": _("bulletin day"),
        "measure": _("measure"),
        "goods": _("kind of goods"),
        "scope": _("scope of trade"),
        "direction": _("way of goods"),
        "place": _("gate or customs office"),
        "hs": _("goods (HS)"),
        "partner": _("partner country"),
        "since": _("first day"),
        "until": _("last day"),
        "gate": _("gate"),
        "charge": _("charge"),
        "run": _("run of the twin"),
        "base": _("run it is compared with"),
        "group": _("group of vehicles or yard"),
        "hour": _("hour of the day"),
        "matter": _("kind of matter"),
        "until_us": _("moment up to which it was measured, microseconds UTC"),
        "days": _("measured days"),
        "cause": _("cause of the time"),
        "agency": _("agency"),
        "finding": _("overlap"),
        "period": _("findings that were kept"),
        "end": _("end of a published range"),
        "of": _("mean, or an end of its 95 % interval"),
    }
    return words.get(name, name)


def say_scope(zone: Zone, figure: Figure, language: Language) -> str:
    """Say in words what a figure is about: place, heading, hour, vehicle, day."""
    about = figure.parameters
    dated = zone.at(_day_of(zone, figure))
    parts = []
    if "line" in about:
        line = str(about["line"])
        whole = _("the whole zone")
        parts.append(whole if line == WHOLE_ZONE else dated.name_of(line, language))
    if about.get("heading") in HEADINGS:
        parts.append(heading_word(about["heading"]))  # type: ignore[arg-type]
    parts += _say_measure(figure, language)
    named = [about.get(name) for name in ("goods", "yard", "gate", "charge")]
    parts += [dated.name_of(str(one), language) for one in named if one not in NO_PART]
    if isinstance(about.get("hour_us"), int):
        since = local_time(zone, int(about["hour_us"]))
        until = local_time(zone, int(about["hour_us"]) + 60 * MINUTE_US)
        parts.append(f"{since:%H:%M}–{until:%H:%M}")
    if "visit" in about:
        parts.append(str(about["visit"]))
    if "group" in about:
        parts += _say_group(dated, figure, language)
    if "scope" in about:
        parts += _say_trade(dated, figure, language)
    for name in ("day", "since", "until"):
        if name in about:
            parts.append(format_short_day(date.fromisoformat(str(about[name])), language))
    return " · ".join(parts)


def _say_measure(figure: Figure, language: Language) -> list[str]:
    about = figure.parameters
    words: dict[str, Mapping[Language, str]] = {}
    for known in (NAMES, WORDS, RELEASE_WORDS):
        words.update({str(name): text for name, text in known.items()})
    parts = [words[str(about["measure"])][language]] if "measure" in about else []
    parts += [name_matter(str(about["matter"]))] if "matter" in about else []
    named = [about.get(name) for name in ("project", "year")]
    return parts + [str(one) for one in named if one not in (None, ALL, ALL_YEARS)]


def _say_group(dated: Zone, figure: Figure, language: Language) -> list[str]:
    about = figure.parameters
    group = str(about["group"]).rpartition("/")[2]
    parts = [name_run_of(figure)]
    if "base" in about:
        parts.append(name_base_of(figure))
    if group != "all":
        parts.append(place_word(dated, group, language))
    if "hour" in about:
        parts.append(f"{int(about['hour']):02d}:00")
    sides = {"low": _("lower end of the interval"), "high": _("upper end of the interval")}
    return [*parts, *([sides[str(about["of"])]] if about["of"] in sides else [])]


def _say_trade(dated: Zone, figure: Figure, language: Language) -> list[str]:
    about = {name: str(value) for name, value in figure.parameters.items()}
    ways = {"export": pgettext("direction", "Export"), "import": pgettext("direction", "Import")}
    parts = [name_scope(about["scope"], language), ways.get(about["direction"], "")]
    if about.get("place", ANY) != ANY:
        parts.append(dated.name_of(about["place"], language))
    if about.get("hs", ANY) != ANY:
        parts.append(name_goods(about["hs"], language))
    if about.get("partner", ANY) != ANY:
        parts.append(name_partner(about["partner"], language))
    return [part for part in parts if part]


def _day_of(zone: Zone, figure: Figure) -> date:
    day = figure.parameters.get("day")
    if isinstance(day, str):
        return date.fromisoformat(day)
    return local_time(zone, figure.as_of_us).date()


def cut(rows: tuple[Standing, ...], asked: str) -> tuple[list[Standing], dict[str, int]]:
    """Give one page of the vehicles, the first where no such page is there, and where it stands."""
    pages = max(1, -(-len(rows) // ROWS))
    number = int(asked) if asked.isdigit() and 1 <= int(asked) <= pages else 1
    first = (number - 1) * ROWS
    place = {
        "number": number,
        "pages": pages,
        "before": number - 1,
        "after": number + 1 if number < pages else 0,
        "first": first + 1,
        "last": min(first + ROWS, len(rows)),
        "all": len(rows),
    }
    return list(rows[first : first + ROWS]), place


def tell_rows(
    zone: Zone, rows: Iterable[Standing], linked: set[str], language: Language
) -> list[dict[str, Any]]:
    """Tell vehicles without anything personal; `linked` are those whose page may be opened."""

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    told = []
    for one in rows:
        passage, seen = one.passage, one.seen
        told.append(
            {
                "number": seen.subject,
                "is_linked": seen.subject in linked,
                "vehicle": seen.vehicle,
                "procedure": name(seen.procedure),
                "goods": name(seen.goods),
                "bound": name(seen.gate_place),
                "arrived": _clock(zone, passage.arrived_us if passage else None),
                "out": _clock(zone, passage.out_us if passage else seen.ended_us),
                "is_turned_back": seen.turned_back_us is not None,
            }
        )
    return told


def _clock(zone: Zone, at_us: int | None) -> datetime | None:
    return None if at_us is None else local_time(zone, at_us)
