"""Django does not group Chinese digits; papers of the zone group them by three."""

NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
