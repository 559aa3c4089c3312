"""The addresses."""

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

PARTS = (
    "payments",
    "centre",
    "yards",
    "shifts",
    "sources",
    "driver",
    "complaints",
    "orders",
    "personal",
    "outbox",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cuakhau.operations.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.operations.screens")),
    *(path("zone/<str:zone_name>/", include(f"cuakhau.operations.{part}.urls")) for part in PARTS),
    path("zone/<str:zone_name>/plan/", include("cuakhau.planning.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.planning.clock.urls")),
    path("zone/<str:zone_name>/turnover/", include("cuakhau.turnover.urls")),
    path("zone/<str:zone_name>/portfolio/", include("cuakhau.portfolio.urls")),
    path("", include("cuakhau.people.urls")),
    path("", include("cuakhau.operations.start.urls")),
    path("", include("cuakhau.reports.behind.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.reports.bulletins.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.reports.documents.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.reports.indicators.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.reports.leader.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.reports.rounds.urls")),
    # Its models take 0.4 s to load; the first page does not wait for them.
    URLResolver(RoutePattern("api/v1/"), "cuakhau.api.urls", namespace="api-v1"),
]
handler400 = "cuakhau.web.errors.show_bad_request"
handler403 = "cuakhau.web.errors.show_refused"
handler404 = "cuakhau.web.errors.show_absent"
handler500 = "cuakhau.web.errors.show_trouble"
