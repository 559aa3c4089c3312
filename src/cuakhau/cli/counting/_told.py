"""What these commands share: the reader's language, days, and how a refusal is told."""

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from cuakhau.zone.published import PublishedCount
    from cuakhau.zone.refusal import Refusal
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

lang_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["vi", "en", "zh"]),
    default="vi",
    show_default=True,
    help="Language of the answer.",
)
zone_option = click.option(
    "--zone", "zone_name", default="lang-son-demo", show_default=True, help="Whose log is read."
)
_CURE: "dict[Language, str]" = {"vi": "Cách sửa", "en": "Cure", "zh": "解决办法"}


class Day(click.ParamType):
    """A day as people write it: 2024-08-22 or 22/8/2024."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            if "/" in value:
                day, month, year = (int(part) for part in value.split("/"))
                return date(year, month, day)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2024-08-22", param, ctx)


def find_zone(name: str) -> "Zone":
    """Load a zone, or say where it was looked for."""
    from cuakhau.zone.check import ZoneMistakes
    from cuakhau.zone.load import ZoneNotFound
    from cuakhau.zone.load import find_zone as load

    try:
        return load(name)
    except (ZoneNotFound, ZoneMistakes) as trouble:
        raise click.ClickException(str(trouble)) from trouble


def find_printed(name: str) -> "tuple[PublishedCount, ...]":
    """Read what was published of a zone; nothing where its folder has no history."""
    from cuakhau.zone.history import history_of
    from cuakhau.zone.load import files_of, get_folder

    return history_of(name, files_of(get_folder(name))).counts


@contextmanager
def refusals(language: "Language", *, as_json: bool) -> Iterator[None]:
    """Tell a refusal of a rule in the reader's language, and end with exit code 1."""
    from cuakhau.zone.refusal import Refusal

    try:
        yield
    except Refusal as refusal:
        refuse(refusal, language, as_json=as_json)


def refuse(refusal: "Refusal", language: "Language", *, as_json: bool) -> NoReturn:
    """Tell rule, reason and cure."""
    if as_json:
        told = {
            "rule": refusal.rule,
            "reason": refusal.reason(language),
            "cure": refusal.cure(language),
        }
        click.echo(json.dumps({"refused": told}, ensure_ascii=False, indent=2))
        raise click.exceptions.Exit(1)
    raise click.ClickException(say(refusal, language))


def say(refusal: "Refusal", language: "Language") -> str:
    """Write a refusal on one line."""
    return f"{refusal.rule}: {refusal.reason(language)} {_CURE[language]}: {refusal.cure(language)}"


def who() -> str:
    """Name who acts at this terminal, as the journal knows people."""
    return f"shell:{getpass.getuser()}"
