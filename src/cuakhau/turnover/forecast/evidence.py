"""What makes the page believed: tests on past years, drift, what days of the calendar take."""

from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from cuakhau.movement.times import local_day
from cuakhau.turnover.forecast.asked import Asked
from cuakhau.turnover.forecast.pace import find_pace
from cuakhau.turnover.forecast.words import percent, period, vehicles, whole
from cuakhau.zone.types import Language

Answer = dict[str, Any]


def tell_drift(told: Answer, language: Language) -> str:
    """Say to which side forecasts of a series erred; nothing where they did not."""
    if not told["is_drifting"]:
        return ""
    share = percent(abs(told["drift"]), language)
    words = _("forecasts of the last year were {share} too low")
    if told["drift"] < 0:
        words = _("forecasts of the last year were {share} too high")
    return words.format(share=share)


def tell_test(one: Answer, language: Language) -> dict[str, str]:
    """Tell one past stretch: errors of each way, and what the intervals held."""
    errors = one["wape"]
    return {
        "stretch": f"{period(one['first_month'])} – {period(one['last_month'])}",
        "ours": percent(errors["forecast"], language),
        "naive": percent(errors["same_month_last_year"], language),
        "drift": percent(errors["last_year_with_drift"], language),
        "last": percent(errors["last_value"], language),
        "gain": percent(one["gain_on_same_month_last_year"], language),
        "bias": percent(one["bias"], language),
        "within_80": whole(one["within_80"], language),
        "within_95": whole(one["within_95"], language),
        "months": str(one["months"]),
    }


def is_beaten(answer: Answer) -> bool:
    """Tell whether the same month last year came closer in the last stretch tested."""
    gains = [one["gain_on_same_month_last_year"] for one in answer["back_test"]]
    return bool(gains) and gains[-1] is not None and gains[-1] < 0


def tell_losses(answer: Answer, language: Language) -> list[dict[str, str]]:
    """Tell how much less than an ordinary day such a day brings."""
    losses = answer.get("day_losses")
    if not losses:
        return []
    names = {
        "tet": _("a day around Tết"),
        "holiday": _("a public holiday"),
        "weekend": _("a weekend day"),
    }
    return [
        {"name": word, "share": whole(max(0.0, 1 - float(np.exp(losses[effect]))), language)}
        for effect, word in names.items()
    ]


def tell_pace(asked: Asked, language: Language) -> dict[str, Any] | None:
    """Tell what vehicles a year makes at the pace last published, if one was."""
    today = local_day(asked.zone, asked.today_us)
    pace = find_pace(asked.history.counts, today)
    if pace is None:
        return None
    high, high_day = pace.high, pace.high_a_day
    return {
        "year": str(pace.year),
        "low": vehicles(pace.low, language),
        "high": vehicles(high, language) if high is not None else "",
        "low_a_day": vehicles(pace.low_a_day, language),
        "high_a_day": vehicles(high_day, language) if high_day is not None else "",
        "is_least": pace.is_least,
        "first": pace.row.first_day,
        "last": pace.row.last_day,
        "source": pace.row.source,
    }
