"""The page of the rows behind a figure, and the same rows as a file."""

import csv
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Data
from cuakhau.figures.format import format_number, format_short_day
from cuakhau.movement.times import local_time
from cuakhau.trade.made_up import NOTE, SOURCE
from cuakhau.trade.naming.words import name_goods, name_partner
from cuakhau.trade.periods import Period, name_period
from cuakhau.turnover.reading.known import seen_of
from cuakhau.turnover.reading.lines import earlier_revisions, every_row, list_prints, list_rows
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.series import wanted_of
from cuakhau.turnover.screen.words import direction_word
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

ON_A_PAGE = 50
FIELDS = (
    "first_day", "last_day", "scope", "direction", "place", "regime", "hs", "hs_edition", "partner",
    "value", "currency", "usd_rate", "rate_source", "value_usd_cents", "weight_g", "duty_vnd",
    "vat_vnd", "other_tax_vnd", "growth_published_pct", "precision", "revision", "source",
    "import_id", "row", "doubts", "note", "fact",
)  # fmt: skip


def precision_word(precision: str) -> str:
    """Name how sure a value is."""
    # One word is looked up, not each of them: a page names it for fifty rows.
    match precision:
        case "exact":
            return pgettext("precision", "exactly")
        case "approx":
            return pgettext("precision", "about")
        case "at_least":
            return pgettext("precision", "over")
        case "derived":
            return pgettext("precision", "derived")
        case "suspect":
            return _("suspect, not used")
    return precision


def note_word(note: str) -> str:
    """Say a note; ours is said in the reader's language, those of sources as they are."""
    return _("made up for the demo") if note == NOTE else note


def source_word(source: str) -> str:
    """Name a source that is no row of the zone's sources."""
    return _("made up by this software") if source == SOURCE else source


def doubt_word(doubt: str) -> str:
    """Name a doubt; one that is not listed keeps its id."""
    return {
        "scope_inferred": _("the text does not name its scope"),
    }.get(doubt, doubt)


def tell_rows(
    zone: Zone, asked: Asked, data: Data, page: int, language: Language
) -> dict[str, Any]:
    """Tell the prints of the period, and one page of its lines."""
    wanted = wanted_of(asked, data, asked.period)
    first = (page - 1) * ON_A_PAGE
    seen = seen_of(data.version.log)
    lines, count = list_rows(zone, wanted, first=first, count=ON_A_PAGE)
    prints = (
        list_prints(zone, seen, asked.period, asked.scope, asked.direction)
        if asked.is_whole
        else []
    )
    revised = [row["fact"] for row in (*lines, *prints) if row["revision"] > 1]
    before = earlier_revisions(zone, revised, seen) if revised else {}
    pages = max(1, -(-count // ON_A_PAGE))
    return {
        "prints": [_row(zone, row, before, language) for row in prints],
        "lines": [_row(zone, row, before, language) for row in lines],
        "count": count,
        "number": page,
        "pages": pages,
        "before": page - 1 if page > 1 else 0,
        "after": page + 1 if page < pages else 0,
        "first": first + 1,
        "last": min(first + ON_A_PAGE, count),
    }


def _row(
    zone: Zone, row: dict[str, Any], before: dict[str, list[dict[str, Any]]], language: Language
) -> dict[str, Any]:
    sources = {one.id: one for one in zone.sources}
    source = sources.get(row["source"])
    taxes = [row[name] for name in ("duty_vnd", "vat_vnd", "other_tax_vnd")]
    known = [one for one in taxes if one is not None]
    doubts = (row["doubts"] or "").split(";")
    return {
        "first": format_short_day(row["first_day"], language),
        "last": format_short_day(row["last_day"], language),
        "period": name_period(Period(row["first_day"], row["last_day"]), language),
        "place": zone.name_of(row["place"], language) if row["place"] else "",
        "direction": direction_word(row["direction"]),
        "hs": name_goods(row["hs"], language) if row["hs"] else "",
        "partner": name_partner(row["partner"], language) if row["partner"] else "",
        "regime": row["regime"] or "",
        "usd": _usd(row["value_usd_cents"], language),
        "own": _own(row, language),
        "rate": _rate(row, language),
        "weight": _kg(row["weight_g"], language),
        "tax": format_number(sum(known), language) if known else "",
        "growth": row["growth_published_pct"],
        "precision": precision_word(row["precision"]),
        "is_suspect": row["precision"] == "suspect",
        "revision": row["revision"],
        "known": _day(zone, row["known_us"], language),
        "was": [
            {"usd": _usd(one["value_usd_cents"], language),
             "known": _day(zone, one["known_us"], language)}
            for one in before.get(row["fact"], [])
        ],
        "source": source.title if source else source_word(row["source"]),
        "source_address": source.address if source else "",
        "file": row["import_id"] or "",
        "row": row["row"],
        "doubts": [doubt_word(one) for one in doubts if one],
        "note": note_word(row["note"] or ""),
    }  # fmt: skip


def write_csv(zone: Zone, asked: Asked, data: Data) -> Iterator[str]:
    """Write all rows behind a figure as CSV, a line at a time; unknown is empty."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(FIELDS)
    seen = seen_of(data.version.log)
    prints = list_prints(zone, seen, asked.period, asked.scope, asked.direction)
    for row in prints if asked.is_whole else []:
        yield writer.writerow([_safe(row[name]) for name in FIELDS])
    for row in every_row(zone, wanted_of(asked, data, asked.period)):
        yield writer.writerow([_safe(row[name]) for name in FIELDS])


class _Echo:
    """Gives back what a csv writer writes."""

    def write(self, text: str) -> str:
        return text


def _safe(value: Any) -> Any:
    """Keep a spreadsheet from taking a text of a file for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value


def _usd(cents: int | None, language: Language) -> str:
    if cents is None:
        return ""
    number = Decimal(cents) / 100
    return format_number(int(number) if number == int(number) else number, language)


def _own(row: dict[str, Any], language: Language) -> str:
    if row["value"] is None or row["currency"] in (None, "USD"):
        return ""
    places = 0 if row["currency"] == "VND" else 2
    return f"{format_number(row['value'] // 10**places, language)} {row['currency']}"


def _rate(row: dict[str, Any], language: Language) -> str:
    """Name the rate by which a value is told in dollars, and who says it."""
    if row["usd_rate"] is None or row["currency"] in (None, "USD"):
        return ""
    number = format_number(Decimal(f"{row['usd_rate']:.10g}"), language)
    said = f" · {row['rate_source']}" if row["rate_source"] else ""
    return f"{number} {row['currency']}/USD{said}"


def _kg(grams: int | None, language: Language) -> str:
    return "" if grams is None else format_number(round(grams / 1000), language)


def _day(zone: Zone, at_us: int, language: Language) -> str:
    at: datetime = local_time(zone, at_us)
    return format_short_day(at.date(), language)
