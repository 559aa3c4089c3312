"""`cuakhau trade sentence`: turnover as the report tells it, each number with its code."""

from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.figures.trade.sentence import Piece
    from cuakhau.trade.periods import Period
    from cuakhau.zone.types import Language

_NOTHING: "dict[Language, str]" = {
    "vi": "Chưa có số công bố của các kỳ này.",
    "en": "Nothing was published of these periods.",
    "zh": "这些期间没有公布数据。",
}
_SCOPE: "dict[Language, str]" = {"vi": "Phạm vi", "en": "Scope", "zh": "口径"}


class Periods(click.ParamType):
    """Periods with commas between: 2017,2018Q1,2024M9,2023-01."""

    name = "periods"

    def convert(self, value: Any, param: Any, ctx: Any) -> "tuple[Period, ...]":
        from cuakhau.trade.periods import NotAPeriod, read_period

        if isinstance(value, tuple):
            return value
        try:
            return tuple(read_period(part) for part in value.split(","))
        except NotAPeriod as bad:
            self.fail(f"{bad} is no period such as 2017, 2018Q1, 2018M9 or 2018-03", param, ctx)


@click.command
@click.option("--period", "periods", type=Periods(), required=True, help="2017,2018Q1 …")
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose trade.")
@click.option("--scope", help="One scope; each that knows a period, told apart, when missing.")
@click.option(
    "--direction", type=click.Choice(["both", "export", "import"]), default="both",
    show_default=True, help="Way of the goods.",
)  # fmt: skip
@_told.lang_option
@_answer.json_option
def command(
    *,
    periods: "tuple[Period, ...]",
    zone_name: str,
    scope: str | None,
    direction: str,
    language: "Language",
    as_json: bool,
) -> None:
    """Tell what was published of some periods, as the report says it.

    Scopes are never taken together: each has a sentence of its own. Each number is kept under its
    code, which `cuakhau figure CODE` opens.

    Example: cuakhau trade sentence --period 2017,2018Q1 --lang en
    """
    zone = _told.find_zone(zone_name)
    with _django.database():
        from cuakhau.figures.trade.sentence import tell
        from cuakhau.journal import versions
        from cuakhau.server import clock
        from cuakhau.trade.sentence import scopes_of
        from cuakhau.turnover.reading.known import read_now
        from cuakhau.web.figures import keep_figures

        versions.ensure(zone)
        data = read_now(zone)
        scopes = [scope] if scope else scopes_of(data.facts, periods, direction)
        told = {
            one: tell(data, periods, scope=one, direction=direction, language=language)
            for one in scopes
        }
        figures = [piece.figure for pieces in told.values() for piece in pieces if piece.figure]
        keep_figures(figures, by=_told.who(), at=clock.wall_now())
    if as_json:
        answer = {"zone": zone.name, "sentences": [_facts(*one) for one in told.items()]}
        _answer.show(answer, as_json=True)
        return
    if not told:
        click.echo(_NOTHING[language])
    for one, pieces in told.items():
        _tell(one, pieces, language)


def _tell(scope: str, pieces: "tuple[Piece, ...]", language: "Language") -> None:
    from cuakhau.trade.naming.scopes import name_scope

    click.echo("".join(piece.text for piece in pieces))
    click.echo(f"  {_SCOPE[language]}: {name_scope(scope, language)} ({scope})")
    for piece in pieces:
        if piece.figure:
            click.echo(f"  {piece.figure.code}  {piece.text}")


def _facts(scope: str, pieces: "tuple[Piece, ...]") -> dict[str, Any]:
    return {
        "scope": scope,
        "text": "".join(piece.text for piece in pieces),
        "figures": [
            {
                "text": piece.text,
                "code": piece.figure.code,
                "definition": piece.figure.definition,
                "value": piece.figure.value,
                "unit": piece.figure.unit,
                "query": piece.figure.query,
            }
            for piece in pieces
            if piece.figure
        ],
    }
