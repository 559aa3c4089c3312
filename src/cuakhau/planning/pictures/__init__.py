"""Pictures of a calibration: small SVG without style attributes or scripts, so that they print."""

from cuakhau.planning.pictures.drawing import draw_arrivals, draw_band, draw_service
from cuakhau.planning.pictures.frame import Labels

__all__ = ["Labels", "draw_arrivals", "draw_band", "draw_service"]
