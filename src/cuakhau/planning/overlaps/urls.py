"""Addresses of overlaps, below `zone/<name>/plan/overlaps/`."""

from django.urls import path

from cuakhau.planning.overlaps import views

app_name = "overlaps"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("price/<int:number>/", views.show_price, name="price-of"),
    path("<int:period>/published/", views.show_published, name="published"),
    path("<int:period>/<str:key>/", views.show_finding, name="finding"),
    path("<int:period>/<str:key>/reply", views.reply, name="reply"),
    path("<int:period>/<str:key>/price", views.ask_price, name="price"),
    path("<int:period>/<str:key>/agencies", views.show_agencies, name="agencies"),
]
