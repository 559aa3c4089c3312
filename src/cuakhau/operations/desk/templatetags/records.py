"""Numbers of one record, such as a weight that was typed. Counted numbers are figures instead."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.web.language import OUR_NAME

register = template.Library()


@register.filter
def whole(value: int | str | None) -> str | SafeString:
    """Print a whole number in the reader's way; what nobody knows is said, never 0."""
    if value is None or value == "":
        return format_html('<span class="unknown">{}</span>', _("unknown"))
    return format_number(int(value), OUR_NAME.get(get_language() or "", "vi"))
