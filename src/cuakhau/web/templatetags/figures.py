"""The filters that print figures, and nothing but figures: each number can be resolved again."""

from dataclasses import replace
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cuakhau.figures import Figure, get_definition
from cuakhau.figures.format import (
    format_change,
    format_figure,
    format_money,
    format_quantity,
    format_reason,
)
from cuakhau.figures.whole import write_whole
from cuakhau.web.language import OUR_NAME
from cuakhau.web.templatetags.words import briefly, lasting
from cuakhau.zone.types import Language

register = template.Library()


class NotAFigure(TypeError):
    """Raised when something other than a figure was to be printed as one."""


@register.filter
def figure(value: Any) -> str:
    """Print the value of a figure, or that it is unknown."""
    return format_figure(_required(value), _language())


@register.filter
def quantity(value: Any) -> str:
    """Print a figure with its unit."""
    return format_quantity(_required(value), _language())


@register.filter
def change(value: Any) -> str:
    """Print a figure that is a difference, with its sign."""
    return format_change(_required(value), _language())


@register.filter
def reason(value: Any) -> str:
    """Say why a figure is unknown; nothing for one that is known."""
    return format_reason(_required(value), _language())


@register.filter
def whole(value: Any) -> str:
    """Print a figure without its fraction, where the unit is small beside it."""
    one = _required(value)
    rounded = None if one.value is None else round(one.value)
    return format_figure(replace(one, value=rounded), _language())


@register.filter
def money(value: Any) -> str:
    """Print dong the short way, in thousands of millions."""
    return format_money(_required(value).value, _language())


@register.filter
def code(value: Any) -> str:
    """Print the code of a figure."""
    return _required(value).code


@register.filter
def linked(value: Any, by: str = "figure") -> SafeString:
    """Print a figure as a link to what is behind it; `by` names the filter that writes it."""
    one, language = _required(value), _language()
    address = f"{_address_of_figures()}{write_whole(one)}/"
    name = get_definition(one.definition).names[language]
    written = WRITTEN_BY[by](one)
    return format_html('<a class="figure" href="{}" title="{}">{}</a>', address, name, written)


@cache
def _address_of_figures() -> str:
    # A board links two hundred of them; a code is made of signs that an address takes as they are.
    return reverse("behind:figure", args=["W"]).removesuffix("W/")


WRITTEN_BY = {
    "figure": figure,
    "quantity": quantity,
    "change": change,
    "lasting": lasting,
    "briefly": briefly,
    "whole": whole,
    "money": money,
    "code": code,
}


def _required(value: Any) -> Figure:
    if not isinstance(value, Figure):
        raise NotAFigure(f"{value!r} is not a figure: take it from cuakhau.figures")
    return value


def _language() -> Language:
    return OUR_NAME.get(get_language() or "", "vi")
