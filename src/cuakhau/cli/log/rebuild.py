"""`cuakhau rebuild`: make the projection of the log anew."""

import sys
from dataclasses import asdict
from typing import Any

import click

from cuakhau.cli import _answer, _django


@click.command
@click.option("--check", is_flag=True, help="Only compare; what stands is left alone.")
@_answer.json_option
def command(*, check: bool, as_json: bool) -> None:
    """Fold the whole log again beside what stands, compare, and let the new one stand.

    Exit code 1 when what stood was not the fold of the log.

    Example: cuakhau rebuild --check --json
    """
    with _django.database():
        from cuakhau.journal import rebuild

        done = rebuild.compare() if check else rebuild.rebuild()
    facts: dict[str, Any] = {
        "subjects": done.subjects,
        "rows": done.rows,
        "differences": [asdict(difference) for difference in done.differences],
        "swapped": done.swapped,
    }
    _answer.show(facts, as_json=as_json)
    sys.exit(1 if done.differences else 0)
