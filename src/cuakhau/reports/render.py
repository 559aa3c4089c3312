"""Writes a bulletin as text in the official layout; the words stand in the templates."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation

from cuakhau.figures.bulletin import NAMES
from cuakhau.figures.format import format_day
from cuakhau.reports.bulletin import Bulletin, Change, Oddity, Part
from cuakhau.reports.content import tell_assumption
from cuakhau.simulation.replay import Assumption
from cuakhau.statistics.day_count import WHOLE_ZONE
from cuakhau.zone.bulletin.headings import Heading, above, below
from cuakhau.zone.load import DEMO
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

HEADING_WORDS: dict[Heading, dict[Language, str]] = {
    "all": {"vi": "tổng cộng", "en": "total", "zh": "合计"},
    "export": {"vi": "xuất khẩu", "en": "export", "zh": "出口"},
    "export_fruit": {"vi": "xuất khẩu, hoa quả", "en": "export, fruit", "zh": "出口水果"},
    "export_other": {"vi": "xuất khẩu, mặt hàng khác", "en": "export, other", "zh": "出口其他货物"},
    "import": {"vi": "nhập khẩu", "en": "import", "zh": "进口"},
    "import_goods": {"vi": "nhập khẩu, xe chở hàng", "en": "import, goods", "zh": "进口载货车"},
    "import_new": {"vi": "nhập khẩu, xe mới", "en": "import, new vehicles", "zh": "进口新车"},
}
_WHOLE: dict[Language, str] = {"vi": "toàn khu", "en": "the whole zone", "zh": "全区"}
_NO_LINE: dict[Language, str] = {
    "vi": "không thuộc cửa khẩu nào của bản tin",
    "en": "of no gate in the bulletin",
    "zh": "不属通报所列口岸",
}
_PRECISION: dict[str, dict[Language, str]] = {
    "exact": {"vi": "chính xác", "en": "exact", "zh": "准确"},
    "derived": {"vi": "suy ra", "en": "derived", "zh": "推算"},
    "approx": {"vi": "xấp xỉ", "en": "approximate", "zh": "约数"},
    "at_least": {"vi": "ít nhất", "en": "at least", "zh": "至少"},
    "avg": {"vi": "bình quân", "en": "mean", "zh": "均值"},
    "range": {"vi": "khoảng", "en": "range", "zh": "区间"},
    "suspect": {"vi": "nghi vấn, không dùng", "en": "doubtful, not used", "zh": "存疑，不采用"},
}
_AND: dict[Language, str] = {"vi": ", ", "en": ", ", "zh": "、"}
CODES: dict[Language, str] = {"vi": "vi", "en": "en", "zh": "zh-hans"}


def render_text(
    bulletin: Bulletin,
    zone: Zone,
    language: Language,
    *,
    sources: Iterable[PublishedCount] = (),
) -> str:
    """Write a bulletin of `zone` as text; `sources` are printed rows to be named under it."""
    scribe = _Scribe(zone, bulletin, language)
    with translation.override(CODES[language]):
        text = render_to_string(f"reports/bulletin.{language}.txt", scribe.context(sources))
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


class _Scribe:
    """Names and days of one bulletin in one language; numbers stay figures."""

    def __init__(self, zone: Zone, bulletin: Bulletin, language: Language) -> None:
        self.zone, self.dated = zone, zone.at(bulletin.day)
        self.bulletin, self.language = bulletin, language

    def context(self, sources: Iterable[PublishedCount]) -> dict[str, Any]:
        bulletin = self.bulletin
        lines = [self.part(part) for part in bulletin.lines if part.is_counted]
        return {
            "bulletin": bulletin,
            "zone": self.dated.name_of(self.zone.name.removesuffix(DEMO), self.language),
            "since": self.moment(bulletin.since_us),
            "until": self.moment(bulletin.until_us),
            "cut_off": self.clock(bulletin.until_us),
            "as_of": self.moment(bulletin.as_of_us),
            "whole": self.part(bulletin.whole),
            "lines": [part for part in lines if part.unit == "vehicle"],
            "railway": [part for part in lines if part.unit == "wagon"],
            "uncounted": self.joined(p.line for p in bulletin.lines if not p.is_counted),
            "records": [self.record(one) for one in bulletin.records],
            "oddities": [self.oddity(one) for one in bulletin.oddities],
            "unlisted": [self.oddity(one) for one in bulletin.oddities if one.kind == "unlisted"],
            "beside": [self.beside(one) for one in bulletin.beside],
            "assumptions": [self.told(one) for one in bulletin.assumptions],
            "partial": [self.partial(p) for p in bulletin.lines if p.missing],
            "changes": [self.change(one) for one in _worth_saying(bulletin.changes)],
            "sources": self.sources(sources),
        }

    def part(self, part: Part) -> SimpleNamespace:
        cells: dict[str, dict[str, Any]] = {}
        for (what, heading), figure in part.cells.items():
            cells.setdefault(what, {})[heading] = figure
        goods = [SimpleNamespace(name=self.name(one), figure=figure) for one, figure in part.goods]
        return SimpleNamespace(
            name=self.name(part.line),
            unit=part.unit,
            is_by_hand="hand" in part.basis,
            gap=part.gaps.get("export"),
            goods=goods,
            **cells,
        )

    def partial(self, part: Part) -> SimpleNamespace:
        missing = _AND[self.language].join(self.what(one) for one in part.missing)
        return SimpleNamespace(name=self.name(part.line), missing=missing)

    def record(self, one: Any) -> SimpleNamespace:
        return SimpleNamespace(
            place=self.name(one.place),
            what=self.what(one.measure),
            heading=HEADING_WORDS[one.heading][self.language],
            amount=one.amount,
            at=self.moment(one.at_us),
            row=one.row,
            agency=self.name(one.agency) if one.agency else "",
        )

    def oddity(self, one: Oddity) -> SimpleNamespace:
        return SimpleNamespace(
            kind=one.kind,
            line=self.name(one.line),
            heading=HEADING_WORDS[one.heading][self.language],
            what=self.what(one.measure) if one.measure else "",
            amount=one.amount,
            subjects=", ".join(one.subjects),
        )

    def beside(self, one: Any) -> SimpleNamespace:
        return SimpleNamespace(
            line=self.name(one.line),
            what=self.what(one.measure),
            heading=HEADING_WORDS[one.heading][self.language],
            counted=one.counted,
            printed=one.printed,
            agrees=one.agrees,
        )

    def change(self, one: Any) -> SimpleNamespace:
        return SimpleNamespace(
            day=format_day(one.day, self.language),
            line=self.name(one.line),
            what=self.what(one.measure),
            heading=HEADING_WORDS[one.heading][self.language],
            issued_code=one.issued_code,
            now=one.now,
            change=one.change,
        )

    def told(self, assumption: Assumption) -> str:
        return tell_assumption(assumption, self.dated, self.language)

    def sources(self, rows: Iterable[PublishedCount]) -> list[SimpleNamespace]:
        """Name each source once, with the precisions that its rows are marked with."""
        marks: dict[str, set[str]] = {}
        for row in rows:
            marks.setdefault(row.source, set()).add(row.precision)
        known = {source.id: source for source in self.zone.sources}
        return [
            SimpleNamespace(
                title=known[source].title if source in known else source,
                address=(known[source].address or "") if source in known else "",
                marks=_AND[self.language].join(
                    _PRECISION[mark][self.language] for mark in sorted(marks[source])
                ),
            )
            for source in sorted(marks)
        ]

    def name(self, row_id: str) -> str:
        if row_id == WHOLE_ZONE:
            return _WHOLE[self.language]
        return self.dated.name_of(row_id, self.language) if row_id else _NO_LINE[self.language]

    def joined(self, ids: Iterable[str]) -> str:
        return _AND[self.language].join(self.name(one) for one in ids)

    def what(self, measure: Any) -> str:
        return NAMES[measure][self.language]  # type: ignore[index]

    def moment(self, at_us: int) -> str:
        day, clock = format_day(self.local(at_us).date(), self.language), self.clock(at_us)
        return f"{day} {clock}" if self.language == "zh" else f"{clock}, {day}"

    def clock(self, at_us: int) -> str:
        at = self.local(at_us)
        return f"{at:%H} giờ {at:%M} phút" if self.language == "vi" else f"{at:%H:%M}"

    def local(self, at_us: int) -> datetime:
        at = datetime.fromtimestamp(at_us // 1_000_000, UTC)
        return at.astimezone(ZoneInfo(self.zone.time_zone))


def _worth_saying(changes: Iterable[Change]) -> list[Change]:
    """Leave out changes that others imply: of known numbers the sums, of unknown ones the parts."""
    listed = list(changes)
    cells = {(one.day, one.line, one.measure, one.heading) for one in listed}
    return [
        one
        for one in listed
        if not any(
            (one.day, one.line, one.measure, other) in cells
            for other in (above(one.heading)[1:] if one.was_unknown else below(one.heading))
        )
    ]
