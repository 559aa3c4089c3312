"""Addresses under which a figure is opened."""

from django.urls import path

from cuakhau.reports.behind import views

app_name = "behind"
urlpatterns = [
    path("figure/", views.find_figure, name="find"),
    path("figure/<str:code>/", views.show_figure, name="figure"),
    path("figure/<str:code>/keep", views.keep_figure, name="keep"),
]
