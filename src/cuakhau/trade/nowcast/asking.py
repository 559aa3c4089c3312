"""A forecast asked of a process of its own, in JSON: pages never load what the models need.

python -m cuakhau.trade.nowcast < asked.json > answer.json
"""

import json
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np

from cuakhau.trade.nowcast.backtest import back_test
from cuakhau.trade.nowcast.months.calendar import Calendar, Closure
from cuakhau.trade.nowcast.months.panel import Panel
from cuakhau.trade.nowcast.outlook import forecast
from cuakhau.trade.nowcast.written import facts_of, told_facts
from cuakhau.zone.types import LANGUAGES

# A change of the method gives another answer to the same question.
METHOD = 2


def write_question(panel: Panel, calendar: Calendar, ahead: int) -> str:
    """Write the question; the same question is the same text."""
    asked = {
        "names": panel.names,
        "first": panel.first,
        "values": [[None if np.isnan(v) else float(v) for v in row] for row in panel.values],
        "ahead": ahead,
        "countries": calendar.countries,
        "closures": {
            name: [[since.isoformat(), until.isoformat()] for since, until in closures]
            for name, closures in sorted(calendar.closures.items())
        },
        "method": METHOD,
    }
    return json.dumps(asked, separators=(",", ":"))


def name_question(question: str) -> str:
    """Give the name under which the answer is kept."""
    return sha256(question.encode()).hexdigest()[:32]


def answer_question(question: str) -> dict[str, Any]:
    """Forecast and test on past years; `told` says by language what is said of each series."""
    asked = json.loads(question)
    values = np.array(
        [[np.nan if v is None else v for v in row] for row in asked["values"]], dtype=float
    )
    panel = Panel(tuple(asked["names"]), asked["first"], values)
    closures = {name: tuple(map(_closure, days)) for name, days in asked["closures"].items()}
    calendar = Calendar(tuple(asked["countries"]), closures)
    outlook = forecast(panel, ahead=asked["ahead"], calendar=calendar)
    facts = facts_of(outlook, back_test(panel, calendar), "en")
    facts["told"] = {
        language: [told_facts(told, language) for told in outlook.told] for language in LANGUAGES
    }
    return facts


def _closure(days: list[str]) -> Closure:
    since, until = (date.fromisoformat(day) for day in days)
    return since, until
