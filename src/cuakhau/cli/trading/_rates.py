"""`cuakhau trade rates`: rates of currencies, and the facts that they tell in dollars."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cuakhau.trade.rates import Rate
    from cuakhau.zone.types import Language

_WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "kept": "Đã ghi {rates} tỷ giá; {facts} số liệu được quy ra đô la.",
        "none": "Chưa ghi tỷ giá nào.",
        "row": "{currency}  {rate}  từ {day} đến {until}  {source}",
        "replaced": "đã thay",
        "waiting": "{currency} {month}: {count} số liệu chưa quy được ra đô la",
    },
    "en": {
        "kept": "{rates} rates kept; {facts} facts were told in dollars by them.",
        "none": "No rate is kept yet.",
        "row": "{currency}  {rate}  from {day} until {until}  {source}",
        "replaced": "replaced",
        "waiting": "{currency} {month}: {count} facts that no rate tells in dollars",
    },
    "zh": {
        "kept": "已登记 {rates} 个汇率；{facts} 条数据据此折算成美元。",
        "none": "尚未登记汇率。",
        "row": "{currency}  {rate}  自 {day} 至 {until}  {source}",
        "replaced": "已被替换",
        "waiting": "{currency} {month}：{count} 条数据尚无汇率可折算成美元",
    },
}
zone_option = click.option(
    "--zone", "zone_name", default="lang-son", show_default=True, help="Whose rates."
)


@click.group
def command() -> None:
    """List rates of currencies, enter one, or take a file of them in.

    Rates are units of a currency for one US dollar. Facts in that currency without a value in
    dollars get one, as a new revision that names the rate's source and day.

    Example: cuakhau trade rates add CNY 2024-08-01 7.12 --source "bank notice 12"
    """


@command.command("list")
@zone_option
@_told.lang_option
@_answer.json_option
def list_(*, zone_name: str, language: "Language", as_json: bool) -> None:
    """List the rates with the days they count for, and what still waits for one.

    Example: cuakhau trade rates list --zone lang-son
    """
    zone = _told.find_zone(zone_name)
    with _django.database():
        from cuakhau.server.here import zone_now
        from cuakhau.turnover.rates.acts import count_waiting, list_in_force

        known_us = int(zone_now(zone.name).timestamp() * 1_000_000)

        rows = [
            {
                "currency": one.row.currency, "per_usd": one.row.per_usd, "day": one.row.day,
                "until": one.until, "source": one.row.source, "by": one.row.by, "at": one.row.at,
            }
            for one in list_in_force(zone.name)
        ]  # fmt: skip
        waiting = [
            {"currency": currency, "month": f"{month:%Y-%m}", "facts": count}
            for currency, month, count in count_waiting(zone.name, known_us)
        ]
    if as_json:
        _answer.show({"zone": zone.name, "rates": rows, "waiting": waiting}, as_json=True)
        return
    words = _WORDS[language]
    for row in rows:
        told = row | {"rate": f"{row['per_usd']:.10g}", "until": row["until"] or words["replaced"]}
        click.echo(words["row"].format(**told))
    if not rows:
        click.echo(words["none"])
    for one in waiting:
        click.echo(words["waiting"].format(**one | {"count": one["facts"]}))


@command.command
@click.argument("currency")
@click.argument("day")
@click.argument("rate")
@click.option("--source", required=True, help="Who says so: bank and number of its notice.")
@zone_option
@_told.lang_option
@_answer.json_option
def add(*, zone_name: str, language: "Language", as_json: bool, **said: str) -> None:
    """Enter one rate.

    Example: cuakhau trade rates add VND 2024-08-01 25450 --source "bank notice 12"
    """
    from cuakhau.turnover.rates.reading import Saying, read_rate

    def read(known: "list[Rate]", today: "date") -> "list[Rate]":
        return [read_rate(Saying(**said), known, today)]

    _enter(zone_name, read, language, as_json=as_json)


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@zone_option
@_told.lang_option
@_answer.json_option
def import_(*, file: Path, zone_name: str, language: "Language", as_json: bool) -> None:
    """Take a CSV of currency, day, rate, source in: all rows or none.

    Example: cuakhau trade rates import rates.csv --zone lang-son
    """
    from cuakhau.turnover.rates.reading import read_file

    def read(known: "list[Rate]", today: "date") -> "list[Rate]":
        return read_file(file.read_text("utf-8-sig"), known, today)

    _enter(zone_name, read, language, as_json=as_json)


def _enter(
    zone_name: str,
    read: "Callable[[list[Rate], date], list[Rate]]",
    language: "Language",
    *,
    as_json: bool,
) -> None:
    zone = _told.find_zone(zone_name)
    with _django.database(), _told.refusals(language, as_json=as_json):
        from cuakhau.server.here import zone_now
        from cuakhau.turnover.rates.acts import enter_rates
        from cuakhau.turnover.store.sent import Signed
        from cuakhau.turnover.store.valued import list_rates

        at = zone_now(zone.name)
        rates = read(list_rates(zone.name), at.date())
        signed = Signed(by=_told.who(), at=at, nonce=f"shell-{secrets.token_hex(8)}")
        done = enter_rates(zone, rates, signed)
    facts: dict[str, Any] = {"rates": done.rates, "facts": done.facts}
    if as_json:
        _answer.show({"zone": zone.name, **facts}, as_json=True)
        return
    click.echo(_WORDS[language]["kept"].format(**facts))
