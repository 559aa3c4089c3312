"""`cuakhau bulletin`: the official daily bulletin, printed, issued, or as it was published."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.reports.models import IssuedBulletin
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

_FROZEN: "dict[Language, str]" = {
    "vi": "Đã phát hành {at}, {by}. Thay đổi sau đó có trong các bản tin kế tiếp.",
    "en": "Issued {at} by {by}. What changed since is in the bulletins that follow.",
    "zh": "已于{at}由{by}发布。此后的变化见后续各期通报。",
}
_NOTHING: "dict[Language, str]" = {
    "vi": "Không có số liệu công bố của ngày {day}. Các ngày có số liệu: {days}.",
    "en": "Nothing was published of {day}. Days with figures: {days}.",
    "zh": "{day}没有公布数据。有数据的日期：{days}。",
}


@click.command
@click.argument("day", type=_told.Day())
@_told.zone_option
@_told.lang_option
@click.option("--issue", "act", flag_value="issue", help="Freeze it; once for each day.")
@click.option("--published", "act", flag_value="published", help="Only what was published.")
@_answer.json_option
def command(
    *, day: date, zone_name: str, language: "Language", act: str | None, as_json: bool
) -> None:
    """Print the bulletin of a day, from 20:00 to 20:00, as counted from the log.

    A bulletin that was issued is shown as it was issued.

    Example: cuakhau bulletin 2024-08-22 --zone lang-son-demo --lang en
    """
    zone = _told.find_zone(zone_name)
    with _told.refusals(language, as_json=as_json):
        if act == "published":
            _show_published(zone, day, language, as_json=as_json)
            return
        with _django.database():
            from cuakhau.reports import issuing

            issued = issuing.find_issued(zone.name, day)
            if act == "issue":
                issued = _issue(zone, day)
            if issued is not None:
                _show_issued(zone, issued, language, as_json=as_json)
            else:
                _show_counted(zone, day, language, as_json=as_json)


def _issue(zone: "Zone", day: date) -> "IssuedBulletin":
    from cuakhau.reports import issuing
    from cuakhau.reports.reading import read_since
    from cuakhau.server import clock

    counted = read_since(zone, day, _told.find_printed(zone.name))
    # A demo zone's clock may stand; its day is over once its rows are.
    at = max(clock.now(zone.name), clock.from_us(counted.data.as_of_us))
    return issuing.issue(counted, day, by=_told.who(), at=at, nonce=f"issue-{day.isoformat()}")


def _show_issued(
    zone: "Zone", issued: "IssuedBulletin", language: "Language", *, as_json: bool
) -> None:
    from cuakhau.movement.times import local_time

    at = local_time(zone, issued.issued_us)
    if as_json:
        facts = {"at": at.isoformat(timespec="seconds"), "by": issued.issued_by}
        facts["digest"] = bytes(issued.digest).hex()
        _answer.show({**issued.content, "issued": facts}, as_json=True)
        return
    click.echo(issued.texts[language])
    click.echo(_FROZEN[language].format(at=_minute(at), by=issued.issued_by))


def _show_counted(zone: "Zone", day: date, language: "Language", *, as_json: bool) -> None:
    from cuakhau.reports import issuing
    from cuakhau.reports.content import build_content
    from cuakhau.reports.reading import read_since
    from cuakhau.reports.render import render_text

    counted = read_since(zone, day, _told.find_printed(zone.name))
    bulletin = issuing.count_bulletin(counted, day)
    if as_json:
        _answer.show({**build_content(bulletin, zone), "issued": None}, as_json=True)
        return
    click.echo(render_text(bulletin, zone, language), nl=False)


def _show_published(zone: "Zone", day: date, language: "Language", *, as_json: bool) -> None:
    _django.wake("")  # for the templates; no database is needed
    from cuakhau.figures import build_data
    from cuakhau.movement.log import from_events
    from cuakhau.reports.content import build_content
    from cuakhau.reports.printed import NothingPrinted, build_printed, list_sources
    from cuakhau.reports.render import render_text

    printed = _told.find_printed(zone.name)
    data = build_data(zone, from_events(zone.name, []), version="none", printed=printed)
    try:
        bulletin = build_printed(data, day)
    except NothingPrinted as nothing:
        days = ", ".join(one.isoformat() for one in nothing.days)
        raise click.ClickException(_NOTHING[language].format(day=day, days=days)) from nothing
    sources = list_sources(data, day)
    if as_json:
        marks = [
            {"line": one.place, "measure": one.measure, "direction": one.direction,
             "cargo": one.cargo, "value": one.value, "precision": one.precision,
             "source": one.source, "note": one.note or None}
            for one in sources
        ]  # fmt: skip
        content = {**build_content(bulletin, zone), "issued": None, "sources": marks}
        _answer.show(content, as_json=True)
        return
    click.echo(render_text(bulletin, zone, language, sources=sources), nl=False)


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
