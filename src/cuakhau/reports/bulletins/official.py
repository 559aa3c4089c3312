"""The words of the official bulletin in one language, with every number already written out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Figure
from cuakhau.figures.bulletin import NAMES
from cuakhau.figures.format import (
    UNKNOWN,
    format_day,
    format_figure,
    format_number,
    format_quantity,
)
from cuakhau.movement.times import local_time
from cuakhau.reports.bulletins.sheet import Line, Sheet
from cuakhau.reports.content import Content
from cuakhau.reports.render import CODES, HEADING_WORDS
from cuakhau.statistics.day_count import WHOLE_ZONE
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """All words of one bulletin, in the order in which they are read."""

    title: str
    span: str
    mark: str
    sentences: tuple[str, ...]
    table_title: str
    gate_word: str
    groups: tuple[tuple[str, int], ...]
    heads: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    receivers: list[str]
    signer: str


def word_bulletin(zone: Zone, sheet: Sheet, content: Content, language: Language) -> Official:
    """Write the words of a bulletin."""
    with translation.override(CODES[language]):
        since, until = (_say_moment(zone, at, language) for at in (sheet.since_us, sheet.until_us))
        mark = _("REPLAYED FIGURES, NOT OF OPERATION") if sheet.is_made_up else ""
        return Official(
            title=_("REPORT on goods exported and imported through the border gates"),
            span=_("(from {since} to {until})").format(since=since, until=until),
            mark=_("PUBLISHED FIGURES ONLY, NO LOG") if sheet.is_printed else mark,
            sentences=tuple(_say_line(zone, sheet, sheet.whole, language)),
            table_title=_("By border gate"),
            gate_word=_("Border gate"),
            groups=group_words(),
            heads=head_words(),
            sections=tuple(list_sections(zone, content, language)),
            receivers=[_("Receivers:"), _("- As by the list;"), _("- Filed: office.")],
            signer=_("HEAD OF THE BOARD"),
        )


def group_words() -> tuple[tuple[str, int], ...]:
    """Name the groups of columns, each with how many it spans."""
    return (
        (pgettext("bulletin", "Cleared"), 7),
        (_("Turned back or moved"), 2),
        (_("Arrived"), 1),
        (_("Waiting for export"), 3),
    )


def head_words() -> tuple[str, ...]:
    """Name the columns below their groups."""
    return (
        _("total"),
        _("export"),
        _("of these fruit"),
        _("other goods"),
        _("import"),
        _("of these goods"),
        _("new vehicles"),
        pgettext("bulletin", "turned back"),
        _("moved to another gate"),
        _("newly from inland"),
        _("total"),
        _("of these fruit"),
        _("other goods"),
    )


def list_sections(
    zone: Zone, content: Content, language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what does not add up, what changed on earlier bulletins, and what a replay assumed."""
    oddities = tuple(_say_oddity(zone, one, language) for one in content["oddities"])
    if oddities:
        yield _("To be clarified"), oddities
    changes = tuple(_say_change(zone, one, language) for one in content["changes"])
    if changes:
        yield _("Corrections to earlier bulletins"), changes
    assumed = tuple(one[language] for one in content["assumptions"])
    if assumed:
        yield _("What the replay assumed"), assumed
    whole = content["whole"]["cells"]
    codes = _("cleared {cleared}, waiting for export {waiting}").format(
        cleared=whole["cleared"]["all"]["code"], waiting=whole["waiting"]["export"]["code"]
    )
    yield _("Codes of the figures"), (codes,)


def _say_line(zone: Zone, sheet: Sheet, line: Line, language: Language) -> Iterator[str]:
    def say(measure: Any, heading: Any) -> str:
        return format_figure(line.cells[measure, heading], language)

    def say_units(measure: Any, heading: Any) -> str:
        return format_quantity(line.cells[measure, heading], language)

    yield _(
        "Cleared: {all}; export {export} (fruit {fruit}, other goods {other}); import {imported} "
        "(goods {goods}, new vehicles {new})."
    ).format(
        all=say_units("cleared", "all"),
        export=say("cleared", "export"),
        fruit=say("cleared", "export_fruit"),
        other=say("cleared", "export_other"),
        imported=say("cleared", "import"),
        goods=say("cleared", "import_goods"),
        new=say("cleared", "import_new"),
    )
    yield _(
        "Turned back inland: {back}; moved to another gate: {moved}; newly arrived from inland: "
        "{arrived}."
    ).format(
        back=say("turned_back", "export"),
        moved=say("moved_out", "export"),
        arrived=say_units("arrived", "export"),
    )
    yield _(
        "Waiting for export at {clock}: {waiting} (fruit {fruit}, other goods {other})."
    ).format(
        clock=f"{local_time(zone, sheet.until_us):%H:%M}",
        waiting=say_units("waiting", "export"),
        fruit=say("waiting", "export_fruit"),
        other=say("waiting", "export_other"),
    )
    if line.goods:
        yield _("Main goods left over: {goods}.").format(
            goods=", ".join(_say_goods(zone, one, figure, language) for one, figure in line.goods)
        )


def _say_goods(zone: Zone, goods: str, figure: Figure, language: Language) -> str:
    return f"{zone.name_of(goods, language)} {format_quantity(figure, language)}"


def _say_oddity(zone: Zone, one: Mapping[str, Any], language: Language) -> str:
    amount = one["amount"]["value"]
    said = UNKNOWN[language] if amount is None else format_number(amount, language)
    sentences = {
        "balance": _("{line}, {heading}: the backlog differs by {amount} from what the flow gives"),
        "out_unseen": _("{amount} vehicles left without having been seen to come: {subjects}"),
        "no_line": _("{amount} vehicles went where no line of the bulletin counts"),
        "two_counts": _("{line}: the day sheet says {amount} but the log has vehicles there"),
        "unlisted": _("{what}, {heading}: {amount} are of no gate"),
        "sum": _("{line}, {what}, {heading}: the total differs by {amount} from its parts"),
    }
    return sentences.get(one["kind"], "{line} {amount}").format(
        line=name_line(zone, one["line"], language),
        heading=HEADING_WORDS[one["heading"]][language],
        what=NAMES[one["measure"]][language] if one["measure"] else "",
        amount=said,
        subjects=", ".join(one["subjects"]),
    )


def _say_change(zone: Zone, one: Mapping[str, Any], language: Language) -> str:
    now, change = (one[name]["value"] for name in ("now", "change"))
    return _("{day}, {line}, {what}, {heading}: {change}, now {now} (issued as {code})").format(
        day=format_day(date.fromisoformat(one["day"]), language),
        line=name_line(zone, one["line"], language),
        what=NAMES[one["measure"]][language],
        heading=HEADING_WORDS[one["heading"]][language],
        change=UNKNOWN[language] if change is None else f"{change:+d}".replace("-", "−"),
        now=UNKNOWN[language] if now is None else format_number(now, language),
        code=one["issued_code"],
    )


def name_line(zone: Zone, line: str, language: Language) -> str:
    """Name a line of the bulletin, or the whole zone."""
    if line == WHOLE_ZONE:
        return _("the whole zone")
    return zone.name_of(line, language) if line else _("of no gate in the bulletin")


def _say_moment(zone: Zone, at_us: int, language: Language) -> str:
    at = local_time(zone, at_us)
    day = format_day(at.date(), language)
    if language == "zh":
        return f"{day}{at:%H:%M}"
    return f"{at:%H} giờ {at:%M} phút, {day}" if language == "vi" else f"{at:%H:%M}, {day}"
