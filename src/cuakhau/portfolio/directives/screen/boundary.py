"""The boundary of the zone: its versions, and the difference of two as a drawing."""

from typing import Any

from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import needs, require
from cuakhau.portfolio.directives.acting import boundaries
from cuakhau.portfolio.directives.acting.shapes import Ring, Shape, differ
from cuakhau.portfolio.directives.models import MADE_UP, Boundary
from cuakhau.portfolio.directives.screen.shown import show, sign
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.uploads import read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

WIDE, MARGIN = 1000, 20
KM2 = 1_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_directives")
def show_boundary(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the newest version beside the one before, or the two that are chosen; take one in."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone)
    require(request.user, "give_directives", zone=zone.name)
    try:
        upload = read_upload(request.FILES.get("file"), kinds=["text"], most_bytes=2_000_000)
        said = boundaries.Said(
            text=upload.text or "",
            day=request.POST.get("day", ""),
            document=request.POST.get("document", ""),
        )
        boundaries.take(zone, said, sign(request, zone))
    except Refusal as refused:
        return _show(request, zone, refused)
    return redirect("portfolio:boundary", zone.name)


@require_safe
@needs("see_board")
def give_shapes(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the newest version, the one before and their difference as GeoJSON: a layer of the map.

    What stands in a decree is no secret, so that whoever sees the map sees it.
    """
    zone = request.here.get_zone(zone_name)
    _rows, newer, older = _choose(request, zone)
    told = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiLineString", "coordinates": row.shape},
            "properties": {
                "part": part,
                "day": row.day.isoformat(),
                "document": row.document,
                "made_up": row.origin == MADE_UP,
            },
        }
        for part, row in (("older", older), ("newer", newer))
        if row is not None
    ]
    if newer is not None and older is not None:
        added, removed, _added_m2, _removed_m2 = differ(older.shape, newer.shape)
        told += [
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in pieces]},
                "properties": {"part": part},
            }
            for part, pieces in (("added", added), ("removed", removed))
        ]
    answer = JsonResponse({"type": "FeatureCollection", "features": told})
    answer.headers["Content-Type"] = "application/geo+json"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _choose(
    request: Request, zone: Zone
) -> tuple[list[Boundary], Boundary | None, Boundary | None]:
    """Give all versions, and the newer and older one that are chosen or newest."""
    rows = list(Boundary.objects.filter(zone=zone.name).order_by("-day", "-pk"))
    by_key = {str(row.pk): row for row in rows}
    newer = by_key.get(request.GET.get("b", "")) or (rows[0] if rows else None)
    older = by_key.get(request.GET.get("a", "")) or (rows[1] if len(rows) > 1 else None)
    return rows, newer, None if older is newer else older


def _show(request: Request, zone: Zone, refused: Refusal | None = None) -> HttpResponseBase:
    language = language_of(request)
    rows, newer, older = _choose(request, zone)
    page: dict[str, Any] = {"tab": "boundary", "rows": [_tell(row, language) for row in rows]}
    if newer is not None:
        page["newer"] = _tell(newer, language)
        page["drawn"] = _draw(newer.shape, [], [], [])
    if newer is not None and older is not None:
        added, removed, added_m2, removed_m2 = differ(older.shape, newer.shape)
        page["older"] = _tell(older, language)
        page["drawn"] = _draw(newer.shape, older.shape, added, removed)
        page["added"], page["removed"] = _km2(added_m2, language), _km2(removed_m2, language)
    return show(request, zone, "boundary", page, refused)


def _tell(row: Boundary, language: Language) -> dict[str, Any]:
    return {
        "id": row.pk,
        "day": row.day,
        "document": row.document,
        "km2": _km2(row.area_m2, language),
        "by": row.by,
        "is_made_up": row.origin == MADE_UP,
    }


def _km2(area: int, language: Language) -> str:
    text = f"{area / KM2:,.2f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def _draw(
    newer: Shape, older: Shape, added: list[Ring], removed: list[Ring]
) -> dict[str, str | list[str]]:
    from math import cos, radians

    points = [point for ring in [*newer, *older] for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = WIDE / max((east - west) * narrow, 1e-9)
    high = (north - south) * scale

    def path(rings: Shape) -> str:
        parts = []
        for ring in rings:
            placed = [
                f"{(x - west) * narrow * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring
            ]
            parts.append("M" + "L".join(placed) + "Z")
        return "".join(parts)

    return {
        "box": f"{-MARGIN} {-MARGIN} {WIDE + 2 * MARGIN} {high + 2 * MARGIN:.0f}",
        "newer": path(newer),
        "older": path(older) if older else "",
        "added": [path(added)] if added else [],
        "removed": [path(removed)] if removed else [],
    }
