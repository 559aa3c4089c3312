"""Addresses of this part, below `zone/<name>/turnover/`."""

from django.urls import path

from cuakhau.turnover.forecast import views

app_name = "forecast"
urlpatterns = [
    path("forecast/", views.show_outlook, name="outlook"),
    path("forecast/part/", views.show_part, name="part"),
    path("forecast/make/", views.make, name="make"),
]
