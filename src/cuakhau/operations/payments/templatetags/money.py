"""Money of one record. What is counted over many records is a figure instead."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.web.language import OUR_NAME

register = template.Library()


@register.filter
def dong(amount_vnd: int | None) -> str | SafeString:
    """Print an amount in whole dong; a rate that nobody knows is said so, never 0."""
    if amount_vnd is None:
        return format_html('<span class="unknown">{}</span>', _("no rate known"))
    return f"{format_number(amount_vnd, OUR_NAME.get(get_language() or '', 'vi'))}\u202f₫"
