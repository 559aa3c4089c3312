"""How every command answers: a short text for people, or the same facts as JSON."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

json_option = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
VIETNAMESE = str.maketrans(",.", ".,")


def show(facts: Mapping[str, Any], *, as_json: bool) -> None:
    """Print the facts; the keys are a promise to scripts and do not change."""
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
        return
    width = max(map(len, facts), default=0)
    for name, value in facts.items():
        click.echo(f"{name:<{width}}  {value}")


def write_number(value: float, language: "Language", form: str = ",.0f") -> str:
    """Write a number in a form of `format`: 1.234,5 in Vietnamese, 1,234.5 elsewhere."""
    text = format(value, form)
    return text.translate(VIETNAMESE) if language == "vi" else text
