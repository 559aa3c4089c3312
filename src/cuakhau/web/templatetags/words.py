"""Numbers and words of the pages."""

from django import template
from django.utils.html import format_html
from django.utils.numberformat import format as format_number
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()
# Chinese and English group by commas, Vietnamese by points.
GROUPED_BY = {"vi": ".", "en": ",", "zh-hans": ","}


@register.filter
def shown(value: int | None) -> str | SafeString:
    """Print a whole number in the reader's way; what nobody knows is said, never 0."""
    if value is None:
        return format_html('<span class="unknown">{}</span>', gettext("unknown"))
    separator = GROUPED_BY.get(get_language() or "vi", ".")
    return format_number(
        value, decimal_sep="", grouping=3, thousand_sep=separator, force_grouping=True
    )
