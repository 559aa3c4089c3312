"""How every command answers: a short text for people, or the same facts as JSON."""

import json
from collections.abc import Mapping
from typing import Any

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")


def show(facts: Mapping[str, Any], *, as_json: bool) -> None:
    """Print the facts; the keys are a promise to scripts and do not change."""
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
        return
    width = max(map(len, facts), default=0)
    for name, value in facts.items():
        click.echo(f"{name:<{width}}  {value}")
