"""The weak points that the data of a period show: backlog, time, overlap, works, tasks, targets."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import measure
from cuakhau.figures.format import format_short_day
from cuakhau.figures.issued.sums import known_of
from cuakhau.figures.kept.values import MATTERS, OVERLAPS
from cuakhau.movement.times import local_day
from cuakhau.planning.overlaps.keeping import read_findings
from cuakhau.planning.overlaps.words import say as say_finding
from cuakhau.portfolio.works.register.reading import find_last_at, recall_register
from cuakhau.portfolio.works.rules.checks import Case
from cuakhau.portfolio.works.rules.flags import list_flags
from cuakhau.reports.given.clock_days import list_causes
from cuakhau.reports.given.issued_days import read_issued_days
from cuakhau.reports.given.overlap_found import ALL, find_newest, read_overlaps
from cuakhau.reports.indicators.measuring import measure_all
from cuakhau.reports.kinds.kind import Asked, time_of
from cuakhau.reports.kinds.periodic.directives import take_tasks
from cuakhau.reports.kinds.periodic.release import name_cause, read_period, take_cause
from cuakhau.reports.leader.today.matters import build_matters
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Block, Item, Paragraph, Said, Spans
from cuakhau.trade.periods import Period
from cuakhau.web.templatetags.words import lasting
from cuakhau.zone.bulletin.printed import WHOLE_ZONE

GOOD_TIME = ("served", "moving")  # what a vehicle is here for


def tell_weak(asked: Asked) -> Iterator[Block]:
    """Tell each weak point in one sentence, with the figure that shows it."""
    told = [Item(spans) for spans in _list_weak(asked)]
    yield from told
    if not told:
        yield Paragraph(plain(_("The data of this period show no weak point.")))


def _list_weak(asked: Asked) -> Iterator[Spans]:
    for period in asked.periods:
        yield from _tell_backlog(asked, period)
        yield from _tell_time(asked, period)
        yield from _tell_overlaps(asked, period)
        yield from _tell_targets(asked, period)
    yield from _tell_matters(asked)


def _tell_backlog(asked: Asked, period: Period) -> Iterator[Spans]:
    data = asked.once(read_issued_days, asked.zone, period.first, period.last)
    about = {"line": WHOLE_ZONE, "measure": "waiting", "heading": "export",
             "since": period.first.isoformat(), "until": period.last.isoformat()}  # fmt: skip
    known = known_of(data, about)
    if not known or not max(known.values()):
        return
    most = measure(data, "issued.most", **about)
    day = min(day for day, value in known.items() if value == most.value)
    yield compose(
        _(
            "Backlog: on {day} {most} for export still waited at the cut-off, the most of the "
            "period."
        ),
        {"most": say(most, asked.language)},
        day=format_short_day(day, asked.language),
    )


def _tell_time(asked: Asked, period: Period) -> Iterator[Spans]:
    found = asked.once(read_period, asked.zone, period)
    if found is None:
        return
    data, days = found
    lost = [one for one in list_causes(data) if one[0] not in GOOD_TIME]
    if not lost:
        return
    cause, agency = lost[0]
    mean, share = (take_cause(data, days, cause, agency, one) for one in ("mean", "share"))
    yield compose(
        _("Time: most of what a vehicle loses at the gate goes to “{cause}”: {mean} a vehicle, "
          "{share} of its whole time."),
        {"mean": Said(mean, lasting(mean)), "share": say(share, asked.language)},
        cause=name_cause(asked, cause, agency),
    )  # fmt: skip


def _tell_overlaps(asked: Asked, period: Period) -> Iterator[Spans]:
    kept = find_newest(asked.zone, period.first, period.last)
    findings = read_findings(kept) if kept is not None else ()
    if kept is None or not findings:
        return
    data, dearest = read_overlaps(asked.zone, kept), findings[0]

    def take(name: str, finding: str) -> Said:
        figure = measure(data, OVERLAPS, period=kept.pk, finding=finding, measure=name)
        return Said(figure, lasting(figure)) if name == "minutes" else say(figure, asked.language)

    said = {"findings": take("findings", ALL), "visits": take("visits", ALL)}
    said["hits"], said["minutes"] = (take(one, dearest.key) for one in ("hits", "minutes"))
    template = _(
        "Overlap: {findings} among the agencies in {visits} from {first} to {last}. The dearest: "
        "{sentence} It met {hits}."
    )
    if said["minutes"].figure.value is not None:
        template = _(
            "Overlap: {findings} among the agencies in {visits} from {first} to {last}. The "
            "dearest: {sentence} It met {hits} and cost each {minutes}."
        )
    yield compose(
        template,
        said,
        first=format_short_day(kept.first_day, asked.language),
        last=format_short_day(kept.last_day, asked.language),
        sentence=say_finding(asked.zone, dearest, asked.language),
    )


def _tell_targets(asked: Asked, period: Period) -> Iterator[Spans]:
    for one in asked.once(measure_all, asked.zone, period):
        attained = one.attainment
        if attained.value is not None and attained.value < 100:
            yield compose(
                _("Target missed: {indicator} reached {attained} of what was set."),
                {"attained": say(attained, asked.language)},
                indicator=one.indicator.names[asked.language],
            )


def _tell_matters(asked: Asked) -> Iterator[Spans]:
    """What waits as of the report: works with a flag, tasks overdue, complaints unanswered."""
    at = time_of(asked)
    at_us = int(at.timestamp() * 1_000_000)
    data = build_matters(asked.zone, at_us, ["flags", "complaints_late"])
    flags, late = (
        measure(data, MATTERS, matter=one, at_us=at_us) for one in ("flags", "complaints_late")
    )
    if flags.value:
        template = _("Works: {count} late, slow or stuck: {names}.")
        yield compose(
            template, {"count": say(flags, asked.language)}, names="; ".join(_list_flagged(asked))
        )
    overdue = take_tasks(asked)["overdue"]
    if overdue.value:
        template = _("Directives: {count} beyond their day and not reported.")
        yield compose(template, {"count": say(overdue, asked.language)})
    if late.value:
        template = _("Complaints: {count} beyond the limit for an answer.")
        yield compose(template, {"count": say(late, asked.language)})


def _list_flagged(asked: Asked) -> list[str]:
    at = time_of(asked)
    today = local_day(asked.zone, int(at.timestamp() * 1_000_000))
    held = recall_register(asked.zone.name, find_last_at(asked.zone.name, at)[1])
    return [
        one.project.name
        for one in held
        if list_flags(Case(project=one.project, entries=one.entries, today=today))
    ] or [pgettext("document", "none named")]
