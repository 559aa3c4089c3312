"""Answers a question that was read: a sentence whose number is a figure."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cuakhau.figures import Figure, live, measure
from cuakhau.figures.data import standings_of
from cuakhau.figures.format import format_short_day
from cuakhau.figures.trade.sentence import tell
from cuakhau.journal import read
from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.portfolio.works.register.reading import find_last
from cuakhau.reports.leader.asking.reading import Read, list_questions, read_question
from cuakhau.reports.leader.section import Ground
from cuakhau.reports.leader.today import flow, money, release, works
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Plain, Said, Spans
from cuakhau.reports.reading import read_board
from cuakhau.statistics.board import build_board
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.sentence import scopes_of
from cuakhau.turnover.reading.known import read_trade
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.bulletin.printed import WHOLE_ZONE

MINUTE_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to a question as it was typed; or, without one, what this reader can ask."""

    spans: Spans
    examples: tuple[str, ...] = ()


def answer(ground: Ground, text: str) -> Told:
    """Answer a question, where it is one that this reader may ask."""
    asked = read_question(text)
    if asked is not None and ground.may(asked.question.act):
        return Told(_ANSWERS.get(asked.question.id, _answer_live)(ground, asked))
    examples = [one.examples[ground.language] for one in list_questions() if ground.may(one.act)]
    return Told((), tuple(examples))


def _answer_live(ground: Ground, asked: Read) -> Spans:
    figure = _take(ground, asked)
    at = local_time(ground.zone, figure.as_of_us)
    words = {"time": f"{at:%H:%M}", "day": format_short_day(at.date(), ground.language)}
    template = asked.question.said[ground.language]
    return compose(template, {"value": say(figure, ground.language)}, **words)


def _take(ground: Ground, asked: Read) -> Figure:
    about = {"line": WHOLE_ZONE}
    if asked.question.heading:
        about["heading"] = asked.question.heading
    midnight = local_time(ground.zone, ground.at_us).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    at_us = ground.at_us
    if asked.minute is not None:
        named_us = int(midnight.timestamp() * 1_000_000) + asked.minute * MINUTE_US
        at_us = min(named_us, ground.at_us)  # of an hour to come we say how it stands now
    if at_us == ground.at_us:
        return flow.take_now(ground)(asked.question.definition, **about)
    counted = read_board(ground.zone, at_us, up_to=read.get_horizon(ground.zone.name))
    standings = standings_of(counted.data, bulletin_day(ground.zone, at_us))
    board = build_board(ground.zone, standings, at_us)
    version = counted.data.version
    return live.take(board, asked.question.definition, version=version, **about)


def _answer_fees(ground: Ground, asked: Read) -> Spans:
    today = local_day(ground.zone, ground.at_us)
    books = read_books(ground.zone, today, today)
    about = {"since": books.since, "until": books.until, "gate": "*", "charge": "*", "goods": "*"}
    figure = measure(
        build_data(ground.zone, books, ground.at_us), asked.question.definition, **about
    )
    day = format_short_day(today, ground.language)
    template = asked.question.said[ground.language]
    return compose(template, {"value": say(figure, ground.language)}, day=day)


def _answer_turnover(ground: Ground, asked: Read) -> Spans:
    if asked.period is None:
        return money.tell_turnover(ground).spans
    data = read_trade(ground.zone, ground.at_us)
    spans: list[Plain | Said] = []
    for scope in scopes_of(data.facts, [asked.period]):
        pieces = tell(data, [asked.period], scope=scope, direction="both", language=ground.language)
        spans += [Said(one.figure, one.text) if one.figure else Plain(one.text) for one in pieces]
        name = name_scope(scope, ground.language)
        spans.append(Plain(_(" (Scope: {scope}.)").format(scope=name) + " "))
    return tuple(spans) or plain(_("Nothing is recorded of trade in that period."))


def _answer_release(ground: Ground, _asked: Read) -> Spans:
    return release.tell_release(ground).spans


def _answer_works(ground: Ground, asked: Read) -> Spans:
    if asked.period is not None and asked.period.year is not None:
        return works.tell_year(ground, find_last(ground.zone.name), asked.period.year)
    return works.tell_works(ground, find_last(ground.zone.name)).spans


_ANSWERS: dict[str, Callable[[Ground, Read], Spans]] = {
    "fees": _answer_fees,
    "turnover": _answer_turnover,
    "release": _answer_release,
    "works": _answer_works,
}
