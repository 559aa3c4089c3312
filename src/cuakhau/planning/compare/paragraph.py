"""A paragraph for a report: what came of runs, in sentences whose figures are links."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.figures import Figure
from cuakhau.figures.format import format_short_day
from cuakhau.figures.plans.runs import ENDS
from cuakhau.planning.compare.build import SideBySide, judge
from cuakhau.planning.compare.words import verdict_word
from cuakhau.planning.experiments.measured import ALL
from cuakhau.planning.runs.figures import Beside, Kept
from cuakhau.planning.runs.page import name_run
from cuakhau.web.templatetags.figures import linked
from cuakhau.zone.types import Language


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences with links, and the figures in them."""

    sentences: tuple[SafeString, ...]
    figures: tuple[Figure, ...]


def write_paragraph(sides: SideBySide, language: Language) -> Paragraph:
    """Write it in the reader's language (which is active)."""
    told = [_say_base(sides.base, language)]
    told += [_say_other(sides.base, beside) for beside in sides.beside]
    return Paragraph(
        sentences=tuple(sentence for sentence, _figures in told),
        figures=tuple(figure for _sentence, figures in told for figure in figures),
    )


def _say_base(kept: Kept, language: Language) -> tuple[SafeString, list[Figure]]:
    run = kept.run
    wait, low, high = (kept.take("wait_mean", group=ALL, of=side) for side in ENDS)
    p90 = kept.take("wait_p90", group=ALL, of="mean")
    through = kept.take("left_a_day", group=ALL, of="mean")
    inside = kept.take("inside", group=ALL, of="mean")
    sentence = format_html(
        _(
            "In a simulation of {days} days from {day} ({reps} replications, seed {seed}) of "
            "“{name}”, a vehicle waits {wait} on average (95 % interval {low} to {high}) and nine "
            "of ten no longer than {p90}; {through} vehicles go through a day, and {inside} are "
            "left over at the end."
        ),
        days=run.days,
        day=format_short_day(run.first_day, language),
        reps=run.reps,
        seed=run.seed,
        name=name_run(run),
        wait=linked(wait, "lasting"),
        low=linked(low, "lasting"),
        high=linked(high, "lasting"),
        p90=linked(p90, "lasting"),
        through=linked(through),
        inside=linked(inside),
    )
    return sentence, [wait, low, high, p90, through, inside]


def _say_other(base: Kept, beside: Beside) -> tuple[SafeString, list[Figure]]:
    wait = beside.other.take("wait_mean", group=ALL, of="mean")
    changes = [beside.take("wait_mean", group=ALL, of=side) for side in ENDS]
    through = [beside.take("left_a_day", group=ALL, of=side) for side in ENDS]
    sentence = format_html(
        _(
            "With “{name}” the mean wait is {wait}, a change of {change} minutes (95 % interval of "
            "the pairs {low} to {high}: {verdict}) beside “{base}”; {through} more or fewer "
            "vehicles go through a day ({through_verdict})."
        ),
        name=name_run(beside.other.run),
        base=name_run(base.run),
        wait=linked(wait, "lasting"),
        change=linked(changes[0], "change"),
        low=linked(changes[1], "change"),
        high=linked(changes[2], "change"),
        verdict=verdict_word(judge("wait_mean", changes)),
        through=linked(through[0], "change"),
        through_verdict=verdict_word(judge("left_a_day", through)),
    )
    return sentence, [wait, *changes, through[0]]
