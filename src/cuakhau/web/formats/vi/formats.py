"""Django does not group digits in Vietnamese; papers of the zone group them by three."""

NUMBER_GROUPING = 3
