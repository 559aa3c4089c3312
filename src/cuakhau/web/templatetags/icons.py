"""Icons by name. A worklist draws hundreds, so that each is written once and kept."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon of that name (`web/assets.toml` lists them), for eyes alone."""
    return _draw(name)


@cache
def _draw(name: str) -> SafeString:
    sheet = static("vendor/tabler/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sheet, name
    )
