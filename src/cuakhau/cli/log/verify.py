"""`cuakhau verify`: is the log what was written?"""

import sys
from dataclasses import asdict
from typing import Any

import click

from cuakhau.cli import _answer, _django


@click.command
@click.option("--zone", "zone_name", help="Only this zone; all of them when left out.")
@_answer.json_option
def command(*, zone_name: str | None, as_json: bool) -> None:
    """Check every chain, head and daily root of the log. Exit code 1 when anything is wrong.

    Numbers that a device left out are listed too; they are rows that never arrived, no fault.

    Example: cuakhau verify --zone lang-son --json
    """
    with _django.database():
        from cuakhau.journal import verify

        report = verify.verify(zone_name)
    facts: dict[str, Any] = {
        "sound": report.is_sound,
        "subjects": report.subjects,
        "rows": report.rows,
        "roots": report.roots,
        "faults": [asdict(fault) for fault in report.faults],
        "gaps": [asdict(gap) for gap in report.gaps],
    }
    _answer.show(facts, as_json=as_json)
    sys.exit(0 if report.is_sound else 1)
