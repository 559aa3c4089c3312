"""Addresses of turnover, below `zone/<name>/turnover/`."""

from django.urls import URLPattern, URLResolver, include, path

from cuakhau.turnover.intake import doubts, imports
from cuakhau.turnover.mirror import vehicles
from cuakhau.turnover.mirror import views as mirror
from cuakhau.turnover.rates import views as rates
from cuakhau.turnover.screen import views as screen
from cuakhau.turnover.targets import views as targets

app_name = "turnover"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", screen.show_desk, name="desk"),
    path("rows", screen.show_rows, name="rows"),
    path("rows.csv", screen.give_rows, name="rows-file"),
    path("places.json", screen.give_places, name="places"),
    path("targets/", targets.show_targets, name="targets"),
    path("turnover.<str:ending>", screen.give_table, name="table"),
    path("", include("cuakhau.turnover.forecast.urls")),
    path("mirror/", mirror.show_mirror, name="mirror"),
    path("mirror/vehicles/", vehicles.show_vehicles, name="mirror-vehicles"),
    path("rates/", rates.show_rates, name="rates"),
    path("imports/", imports.show_imports, name="imports"),
    path("doubts/", doubts.show_doubts, name="doubts"),
    path("doubts/<int:key>/", doubts.show_doubt, name="doubt"),
]
