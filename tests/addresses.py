"""Every address of the server, filled in with a zone, a visit and an agency.

A page that takes something else gives it in `FILLED`; one that cannot be opened so, in `APART`
with the reason.
"""

import re

from django.urls import URLPattern, get_resolver

from cuakhau.accounts import links
from cuakhau.server import clock

# What a part of an address may be, beside the zone, the visit and the agency of whoever asks.
VISIT = ("number", "visit", "subject")
FILLED = {"day": "2024-08-22", "role": "customs"}
CHOICE = re.compile(r"\(\?P<(\w+)>([^)]*)\)")  # of a regular route, such as the endings of a file
# Begins of addresses that are no pages of ours, or not a person's.
APART = {
    "api/v1/": "programs with keys; tried beside the pages",
}


def list_routes():
    """Give (route, name of the argument → …, view) of every address."""
    return list(_walk(get_resolver().url_patterns, "", {}))


def fill_in(route, arguments, *, zone, visit, agency):
    """Give the path of a route, or None where an argument is unknown here."""
    known = {
        "zone_name": zone,
        "agency": agency,
        "token": links.sign(zone, visit, at=clock.wall_now()),
        **FILLED,
        **dict.fromkeys(VISIT, visit),
    }
    if not set(arguments) <= set(known) or CHOICE.search(route):
        return None
    path = route
    for name, converter in arguments.items():
        path = path.replace(f"<{converter}:{name}>", known[name])
    return f"/{path}"


def list_files(zone):
    """Give the path of every file of a zone that is written on demand, in each of its endings."""
    paths = []
    for route, arguments, _view in list_routes():
        if "zone_name" in arguments and CHOICE.search(route):
            paths += _spell_out(f"/{route.replace('<str:zone_name>', zone)}")
    return sorted(paths)


def _spell_out(route):
    found = CHOICE.search(route)
    if found is None:
        return [re.sub(r"[\\^$]", "", route)]
    name, pattern = found.groups()
    values = [FILLED[name]] if name in FILLED else pattern.split("|")
    return [path for value in values for path in _spell_out(route.replace(found[0], value, 1))]


def _walk(patterns, above, arguments):
    for pattern in patterns:
        route = above + str(pattern.pattern)
        known = {**arguments, **_arguments(pattern.pattern)}
        if isinstance(pattern, URLPattern):
            if not any(route.startswith(apart) for apart in APART):
                yield route, known, pattern.callback
        elif not any(route.startswith(apart) for apart in APART):
            yield from _walk(pattern.url_patterns, route, known)


def _arguments(pattern):
    # Django writes the arguments of what is above into patterns alike in text: these are left out.
    written = re.findall(r"<(?:\w+:)?(\w+)>", str(pattern))
    return {
        name: "str" if type(converter).__name__ == "StringConverter" else _kind(converter)
        for name, converter in pattern.converters.items()
        if name in written
    }


def _kind(converter):
    return type(converter).__name__.removesuffix("Converter").lower()
