"""What the frame around every page needs."""

from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import get_language

from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.rights import has_proved, may_somewhere
from cuakhau.web.here import Request
from cuakhau.web.language import ASKED, SHORT, language_of
from cuakhau.web.page.guide import build_guide
from cuakhau.web.page.navigation import build_navigation


def frame(request: Request) -> dict[str, Any]:
    """Give the languages to choose from, each with the address of this page in it.

    What costs time is worked out when a template asks: the parts of a page have no menu.
    """
    current = get_language() or settings.LANGUAGE_CODE
    kept = {key: value for key, value in request.GET.items() if key != ASKED}
    return {
        "languages": [
            {
                "code": code,
                "name": name,
                "short": SHORT[code],
                "address": "?" + urlencode({**kept, ASKED: code}),
                "is_current": code == current,
            }
            for code, name in settings.LANGUAGES
        ],
        "navigation": cache(lambda: build_navigation(request)),
        "guide": cache(lambda: build_guide(request)),
        "person": cache(lambda: _person(request)),
        "find": cache(lambda: _find_address(request)),
        "stream": settings.STREAM,
        "letters": _letters(current),
    }


def _person(request: Request) -> dict[str, str] | None:
    person: Any = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return None
    role = ROLES[person.role].name(language_of(request))
    return {"username": person.username, "full_name": person.full_name, "role": role}


def _find_address(request: Request) -> str:
    """Give where the find box of this person asks; nothing for whoever may not see visits."""
    person: Any = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not has_proved(request):
        return ""
    return reverse("desk:find", args=[person.zone]) if may_somewhere(person, "see_visit") else ""


@lru_cache(maxsize=8)
def _letters(language: str) -> list[str]:
    """Name the style sheets of letters that were fetched; without them the machine's own serve."""
    wanted = ["vendor/be-vietnam-pro/be-vietnam-pro.css"]
    if language == "zh-hans":
        wanted.append("vendor/noto-sans-sc/noto-sans-sc.css")
    return [name for name in wanted if finders.find(name)]
