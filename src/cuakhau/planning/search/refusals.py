"""Why no plan is searched for: rules P81, P82 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.planning.experiments.refusals import PlanRefused
from cuakhau.zone.refusal import number_of, texts_of


def p81_a_budget_buys_something() -> None:
    """A budget of {vnd} dong a day and {people} people buys nothing: the least is {cheapest}.

    Cure: Give more money (--budget) or people (--people), or let fewer kinds be turned (--turn).
    """


def p82_a_price_is_known() -> None:
    """Nobody said what {what} costs in {zone}, so a budget cannot be kept.

    Cure: Add a row [[price]] with its source to twin.toml, or say --price {kind}=DONG.
    """


def p83_a_price_is_a_number() -> None:
    """“{text}” is no price.

    Cure: Write KIND=DONG or KIND:NAME=DONG, such as officer_hour=90000; the kinds are {kinds}.
    """


def p84_a_budget_is_not_below_zero() -> None:
    """A budget of {vnd} dong and {people} people is below zero.

    Cure: Give 0 or more; 0 searches for what can be moved without money.
    """


def p85_there_is_something_to_turn() -> None:
    """Nothing in {zone} can be turned: {asked}.

    Cure: Choose other kinds (--turn officers,places,opening,slots), or add posts to twin.toml.
    """


def p86_slots_are_booked() -> None:
    """The slots of {zone} cannot be turned: no vehicles come by booked slots.

    Cure: Set `booked = true` for a stream of twin.toml, with its spread and its no-shows.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> PlanRefused:
    """Make the refusal that a rule speaks."""
    return PlanRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)
