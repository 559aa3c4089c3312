"""Keeps the figures that are issued and finds them again by their codes."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from cuakhau.figures import DataVersion, Figure
from cuakhau.figures.code import read_code
from cuakhau.web.models import FigureRow


class NoSuchFigure(LookupError):
    """Raised when no figure of that code was ever issued."""


def keep_figures(figures: Iterable[Figure], *, by: str, at: datetime) -> None:
    """Keep figures for good. One that is kept already stays as it is."""
    kept_us = int(at.timestamp() * 1_000_000)
    rows = {figure.code: _row_of(figure, by=by, kept_us=kept_us) for figure in figures}
    FigureRow.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=500)


def get_figure(code: str) -> Figure:
    """Give the figure that was issued under a code, however it is written.

    Raises `NotACode` for what cannot be one, and `NoSuchFigure`.
    """
    plain = read_code(code)
    row = FigureRow.objects.filter(code=plain).first()
    if row is None:
        raise NoSuchFigure(f"no figure was issued as {plain}")
    return Figure(
        code=row.code,
        value=_value_of(row.value),
        unit=row.unit,
        definition=row.definition,
        query=row.query,
        parameters=row.parameters,
        data_version=DataVersion(zone=row.zone, zone_version=row.zone_version, log=row.log),
        as_of_us=row.as_of_us,
        reason=row.reason,
    )


def _row_of(figure: Figure, *, by: str, kept_us: int) -> FigureRow:
    return FigureRow(
        code=figure.code,
        zone=figure.data_version.zone,
        zone_version=figure.data_version.zone_version,
        log=figure.data_version.log,
        definition=figure.definition,
        query=figure.query,
        parameters=dict(figure.parameters),
        value=None if figure.value is None else str(figure.value),
        unit=figure.unit,
        reason=figure.reason,
        as_of_us=figure.as_of_us,
        kept_us=kept_us,
        kept_by=by,
    )


def _value_of(written: str | None) -> int | Decimal | None:
    if written is None:
        return None
    return int(written) if written.lstrip("-").isdigit() else Decimal(written)
