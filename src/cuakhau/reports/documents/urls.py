"""Addresses of documents, below `zone/<name>/`."""

from django.urls import path, re_path

from cuakhau.reports.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.show_documents, name="list"),
    path("documents/draft/", views.show_draft, name="draft"),
    re_path(r"^documents/draft/file\.(?P<ending>docx|pdf|xlsx)$", views.give_draft, name="file"),
    path("documents/<int:key>/", views.show_issued, name="issued"),
    re_path(
        r"^documents/(?P<key>[0-9]+)/file\.(?P<ending>docx|pdf|xlsx)$",
        views.give_issued,
        name="issued-file",
    ),
]
