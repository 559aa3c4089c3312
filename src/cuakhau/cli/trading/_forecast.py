"""`cuakhau trade forecast`: where months, quarters and years will end, beside the naive way."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.trade.nowcast import Calendar, Panel
    from cuakhau.trade.nowcast.months.days import MonthSoFar
    from cuakhau.trade.nowcast.months.reading import Read
    from cuakhau.zone.types import Language


class Names(click.ParamType):
    """Names with commas between: year,month."""

    name = "names"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())


@click.command
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--zone", "zone_name", help="Instead of a file: the facts of a zone, as known now.")
@click.option(
    "--scope", default="", help="With --zone: which scope; that of most months if left out."
)
@click.option(
    "--by",
    type=Names(),
    default=(),
    help="Column(s) that name a series: port. With --zone: direction or gate.",
)
@click.option(
    "--date", "dates", type=Names(), default="month", help="Column(s): month or year,month."
)
@click.option("--value", default="value", show_default=True, help="Column of the value.")
@click.option("--ahead", default=12, show_default=True, help="Months ahead.")
@click.option("--country", type=Names(), default="vn,cn", show_default=True, help="Whose holidays.")
@click.option(
    "--closures", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of first_day,last_day,series (* or blank: all) that were closed.",
)  # fmt: skip
@click.option("--sum", "adds_up", is_flag=True, help="Rows are parts of a month: add them up.")
@click.option("--top", type=click.IntRange(1), help="Only the largest series of the last year.")
@click.option("--today", type=_told.Day(), help="As on this day; today if left out.")
@click.option("--backtest", is_flag=True, help="Forecast past years too, and compare.")
@_told.lang_option
@_answer.json_option
def command(
    *, file: Path | None, backtest: bool, language: "Language", as_json: bool, **how: Any
) -> None:
    """Forecast the series of any file by month (or by day), with intervals and year ends.

    Months that are missing or blank are unknown; they are never filled in, only bridged inside the
    models, and listed. A file by day also tells what the month that has begun will come to.

    Example: cuakhau trade forecast trade.csv.gz --by port --date year,month --value value_usd
    --sum --top 20 --country us --backtest

    Example: cuakhau trade forecast --zone lang-son-demo --by gate
    """
    from cuakhau.trade.nowcast import back_test, forecast

    if (file is None) == (how["zone_name"] is None):
        raise click.UsageError("give a file, or a zone by --zone")
    with _told.refusals(language, as_json=as_json):
        source = _of_zone(how) if file is None else _of_file(file, how)
        panel = source.panel if how["top"] is None else source.panel.largest(how["top"])
        outlook = forecast(
            panel, ahead=how["ahead"], calendar=source.calendar, so_far=source.so_far
        )
        judged = back_test(panel, source.calendar) if backtest else None
    if as_json:
        from cuakhau.trade.nowcast.written import facts_of

        _answer.show({**source.about, **facts_of(outlook, judged, language)}, as_json=True)
        return
    from cuakhau.cli.trading.looking.saying import say, say_open_month

    say(outlook, judged, language)
    if source.read is not None:
        say_open_month(source.read, source.so_far, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is forecast from; `about` says so to scripts."""

    panel: "Panel"
    calendar: "Calendar"
    about: dict[str, Any]
    so_far: "dict[str, MonthSoFar]" = field(default_factory=dict)
    read: "Read | None" = None


def _of_file(file: Path, how: dict[str, Any]) -> Source:
    from cuakhau.trade.nowcast import Calendar

    countries = tuple(country.upper() for country in how["country"])
    calendar = Calendar(countries, _read_closures(how["closures"]))
    read = _read(file, how)
    return Source(
        panel=read.panel, calendar=calendar, about={"file": file.name, "rows": read.rows},
        so_far=_expect(read, calendar), read=read,
    )  # fmt: skip


def _of_zone(how: dict[str, Any]) -> Source:
    zone = _told.find_zone(how["zone_name"])
    with _django.database():
        from cuakhau.server import clock
        from cuakhau.turnover.forecast.asked import read_asked

        said = {"scope": how["scope"], "by": next(iter(how["by"]), "")}
        asked = read_asked(zone, said, clock.now(zone.name))
    if how["scope"] and asked.scope != how["scope"]:
        raise click.BadParameter(f"no scope {how['scope']}; there are: {', '.join(asked.scopes)}")
    if not asked.panel.names:
        raise click.ClickException(f"no month of {asked.scope or zone.name} is known")
    return Source(
        panel=asked.panel, calendar=asked.calendar,
        about={"zone": zone.name, "scope": asked.scope, "by": asked.by},
    )  # fmt: skip


def _read(file: Path, how: dict[str, Any]) -> "Read":
    from cuakhau.trade.nowcast.months.reading import Columns, add_up_file, read_file

    columns = Columns(date=how["dates"], value=how["value"], by=how["by"])
    today = how["today"] or datetime.now().astimezone().date()
    return (add_up_file if how["adds_up"] else read_file)(file, columns, today)


def _read_closures(file: Path | None) -> dict[str, tuple[tuple[date, date], ...]]:
    import csv

    from cuakhau.trade.nowcast.months.calendar import EVERYWHERE

    found: dict[str, tuple[tuple[date, date], ...]] = {}
    if file is None:
        return found
    with file.open(encoding="utf-8-sig", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            try:
                days = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
            except (KeyError, TypeError, ValueError) as wrong:
                raise click.BadParameter(f"{file.name}, row {number}: no two days") from wrong
            name = (row.get("series") or EVERYWHERE).strip()
            found[name] = (*found.get(name, ()), days)
    return found


def _expect(read: "Read", calendar: "Calendar") -> "dict[str, MonthSoFar]":
    from cuakhau.trade.nowcast import NotForecast
    from cuakhau.trade.nowcast.months.days import expect_month

    found = {}
    for name, days in read.days.items():
        if read.open_month is None or not days:
            continue
        last = max(day for other in read.days.values() for day in other)
        try:
            found[name] = expect_month(days, last, calendar, calendar.closures_of(name))
        except NotForecast:
            continue  # so few days: the month is forecast from the months before it alone
    return found
