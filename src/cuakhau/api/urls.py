"""Addresses of the API, below /api/v1/."""

from django.urls import path

from cuakhau.api.endpoints import api
from cuakhau.api.manual import show_manual

urlpatterns = [path("docs", show_manual, name="api-manual"), path("", api.urls)]
