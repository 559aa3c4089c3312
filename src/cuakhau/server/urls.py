"""The addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cuakhau.operations.urls")),
    path("zone/<str:zone_name>/", include("cuakhau.operations.screens")),
    path("", include("cuakhau.people.urls")),
    path("api/v1/", include("cuakhau.api.urls")),
]
handler400 = "cuakhau.web.errors.show_bad_request"
handler403 = "cuakhau.web.errors.show_refused"
handler404 = "cuakhau.web.errors.show_absent"
handler500 = "cuakhau.web.errors.show_trouble"
