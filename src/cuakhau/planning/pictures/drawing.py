"""Seen beside fitted: times of a step, arrivals by the hour, a held-out day in its band."""

from collections.abc import Sequence

import numpy as np

from cuakhau.planning.backtest.judging import Judged
from cuakhau.planning.calibrating.fitted import ServiceFit, StreamFit
from cuakhau.planning.pictures.frame import Frame, Labels, svg
from cuakhau.web.page.axes import round_up

SEEN, FITTED, BAND = "#b06a00", "#0f3d4c", "#9db9c3"
POINTS = 60
SHOWN = 0.98  # of the services; the longest few would press all others together
DAY_TICKS = 96


def draw_service(fit: ServiceFit, labels: Labels) -> str:
    """Draw the share of services that take no longer than so many minutes: seen and fitted."""
    below = np.linspace(0, 1, len(fit.quantiles_s))
    longest = float(np.interp(SHOWN, below, fit.quantiles_s))
    far = round_up(max(longest, 1.0) / 60)
    minutes = np.linspace(0, far, POINTS)
    fitted = fit.curve.below(minutes * 60) if fit.curve.mean_s else np.ones(POINTS)
    frame = Frame(0.0, far, 1.0)
    kept = [at for at, time in enumerate(fit.quantiles_s) if time <= far * 60]
    seen = frame.line([fit.quantiles_s[at] / 60 for at in kept], [below[at] for at in kept])
    shapes = [
        _line(seen, "seen", SEEN, 2.5),
        _line(frame.line(minutes.tolist(), fitted.tolist()), "fitted", FITTED, 1.5, "5 3"),
    ]
    return svg(frame, labels, [0.0, far / 2, far], shapes)


def draw_arrivals(fit: StreamFit, labels: Labels) -> str:
    """Draw vehicles in each hour of a mean day: columns as seen, a line as fitted."""
    frame = Frame(0.0, 24.0, round_up(max(*fit.seen_per_hour, *fit.fitted_per_hour, 0.1)))
    width = (frame.x(1) - frame.x(0)) * 0.76
    columns = [
        f'<rect class="seen" x="{frame.x(hour + 0.12)}" y="{frame.y(number)}" '
        f'width="{width:.2f}" height="{frame.y(0) - frame.y(number):.2f}" fill="{SEEN}" '
        'fill-opacity="0.55"/>'
        for hour, number in enumerate(fit.seen_per_hour)
        if number
    ]
    hours = [hour + 0.5 for hour in range(24)]
    line = _line(frame.line(hours, fit.fitted_per_hour), "fitted", FITTED, 2)
    return svg(frame, labels, [0, 6, 12, 18, 24], [*columns, line])


def draw_band(judged: Judged, labels: Labels) -> str:
    """Draw what was seen in the band of the replications, over the hours of the held-out days."""
    hours = [at / 4 for at in range(len(judged.observed))]
    frame = Frame(0.0, max(hours[-1], 0.25), round_up(max(*judged.high, *judged.observed, 1.0)))
    area = frame.line([*hours, *reversed(hours)], [*judged.low, *reversed(judged.high)])
    shapes = [
        f'<polygon class="band" points="{area}" fill="{BAND}" fill-opacity="0.6"/>',
        _line(frame.line(hours, judged.middle), "fitted", FITTED, 1.5, "5 3"),
        _line(frame.line(hours, judged.observed), "seen", SEEN, 2),
    ]
    return svg(frame, labels, _hours(hours), shapes)


def _hours(hours: Sequence[float]) -> list[float]:
    step = 6 if hours[-1] <= DAY_TICKS / 4 + 1 else 24
    return [float(hour) for hour in range(0, int(hours[-1]) + 1, step)]


def _line(points: str, name: str, colour: str, width: float, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline class="{name}" points="{points}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}" stroke-linejoin="round"{dashed}/>'
    )
