"""A day of a run, played again: translate, one call, translate back."""

from datetime import timedelta
from typing import Any

from django.http import Http404, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.figures.format import format_short_day
from cuakhau.movement.times import local_time
from cuakhau.planning.compare.words import place_word
from cuakhau.planning.mapped import draw_places
from cuakhau.planning.models import RunDay
from cuakhau.planning.replaying.stage import Stage, build_stage, read_frames
from cuakhau.planning.runs.frames import Frames, Still
from cuakhau.planning.runs.page import build_run
from cuakhau.planning.scenarios.stopped import kind_word, reason_word, where_word
from cuakhau.planning.shown import get_run, show
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_plans")
def show_replay(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show the stage; a script lets the vehicles move."""
    zone = request.here.get_zone(zone_name)
    run, (frames, stage) = get_run(zone, key), _read(zone, key)
    language = language_of(request)
    at = local_time(zone, frames.start_us)
    words = {
        "run": build_run(zone, run, language),
        "day": format_short_day(at.date(), language),
        "from_minute": at.hour * 60 + at.minute,
        "scenes": [
            {
                "gate": zone.name_of(scene.gate, language),
                "number": number,
                "columns": [
                    {"kind": kind, "boxes": _boxes(zone, rows, scene.places, language)}
                    for kind, rows in (
                        ("road", scene.roads),
                        ("yard", scene.yards),
                        ("serve", scene.steps),
                        ("way", scene.ways),
                    )
                    if rows
                ],
            }
            for number, scene in enumerate(stage.scenes)
        ],
        "map": _draw(zone, frames, language),
        "stops": [_tell(zone, frames, one, language) for one in frames.stops],
    }
    return show(request, zone, "replay", words)


@require_safe
@needs("see_plans")
def give_frames(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Give the moves of a day; the same for ever, since a run that is done never changes."""
    zone = request.here.get_zone(zone_name)
    get_run(zone, key)
    frames, stage = _read(zone, key)
    answer = JsonResponse(
        {
            "boxes": stage.boxes,
            "gates": stage.gates,
            "spots": [place for _kind, place, _step in frames.boxes],
            "kinds": [kind for kind, _place, _step in frames.boxes],
            "tracks": frames.tracks,
        },
        json_dumps_params={"separators": (",", ":")},
    )
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _read(zone: Zone, key: int) -> tuple[Frames, Stage]:
    day = RunDay.objects.filter(run_id=key, run__zone=zone.name).first()
    if day is None:
        raise Http404(str(key))
    frames = read_frames(bytes(day.packed))
    return frames, build_stage(zone, frames)


def _tell(zone: Zone, frames: Frames, one: Still, language: Language) -> dict[str, Any]:
    """Tell a stop with the times of the day between which it was."""
    at = local_time(zone, frames.start_us)
    times = (at + timedelta(seconds=second) for second in (one.since, one.until))
    return {
        "place": one.place,
        "since": one.since,
        "until": one.until,
        "times": "–".join(f"{time:%H:%M}" for time in times),
        "where": where_word(zone, one.place, one.side, one.post, one.goods, language=language),
        "kind": kind_word(one.kind),
        "reason": reason_word(one.reason),
    }


def _draw(zone: Zone, frames: Frames, language: Language) -> dict[str, Any]:
    """Draw the places of the day, with how many vehicles a yard takes."""
    dated = zone.at(local_time(zone, frames.start_us).date())
    drawn = draw_places(dated, {place for _kind, place, _step in frames.boxes}, language)
    for spot in drawn["spots"]:
        spot["places"] = frames.places.get(spot["id"])
    return drawn


def _boxes(
    zone: Zone, rows: dict[int, str], places: dict[int, int | None], language: Language
) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "name": place_word(zone, name, language),
            "places": places.get(number),
        }
        for number, name in rows.items()
    ]
