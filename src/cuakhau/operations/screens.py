"""Addresses of the screens of the gates."""

from django.urls import path

from cuakhau.operations.declare import views as declare_views
from cuakhau.operations.desk import worklist_views
from cuakhau.operations.visits import views as visit_views

app_name = "desk"
urlpatterns = [
    path("desk/", worklist_views.show_my_desk, name="desks"),
    path("desk/<str:agency>/", worklist_views.show_worklist, name="worklist"),
    path("desk/<str:agency>/undo", worklist_views.take_back, name="undo"),
    path("visit/<str:number>/", visit_views.show_visit, name="visit"),
    path("visit/<str:number>/qr.svg", visit_views.show_qr, name="qr"),
    path("declare/", declare_views.show_declare, name="declare"),
    path("declare/<str:number>/", declare_views.show_declared, name="declared"),
    path("find", visit_views.find, name="find"),
]
