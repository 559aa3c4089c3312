"""Revenue by day, gate and kind, as figures that can be asked again."""
