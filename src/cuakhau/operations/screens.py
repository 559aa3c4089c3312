"""Addresses of the screens of the gates."""

from django.urls import path

from cuakhau.operations.declare import (
    amending,
    consignment_views,
    draft_views,
    firm_views,
    list_views,
    parts,
    result,
)
from cuakhau.operations.declare import views as declare_views
from cuakhau.operations.declare.consignments import grid_views, passing_views
from cuakhau.operations.declare.photos import views as photo_views
from cuakhau.operations.declare.trips import views as trip_views
from cuakhau.operations.desk.worklist import views as worklist_views
from cuakhau.operations.printing import views as printing_views
from cuakhau.operations.visits import views as visit_views

app_name = "desk"
urlpatterns = [
    path("desk/", worklist_views.show_my_desk, name="desks"),
    path("desk/<str:agency>/", worklist_views.show_worklist, name="worklist"),
    path("desk/<str:agency>/undo", worklist_views.take_back, name="undo"),
    path("visit/<str:number>/", visit_views.show_visit, name="visit"),
    path("visit/<str:number>/slip", printing_views.show_slip, name="slip"),
    path("visit/<str:number>/qr.svg", visit_views.show_qr, name="qr"),
    path("declare/", declare_views.show_declare, name="declare"),
    path("declare/keep", draft_views.keep_form, name="keep"),
    path("declare/line", parts.show_line, name="declare-line"),
    path("declare/goods", parts.find_goods, name="goods"),
    path("declare/goods/chosen", parts.choose_goods, name="goods-chosen"),
    path("declare/vehicle", parts.show_vehicle, name="declare-vehicle"),
    path("declare/<str:number>/", result.show_declared, name="declared"),
    path("declare/<str:number>/change", amending.amend, name="amend"),
    path("declare/<str:number>/photos", photo_views.show_photos, name="photos"),
    path("visit/<str:number>/photos/<int:photo>", photo_views.give, name="photo"),
    path("lists/", list_views.show_lists, name="lists"),
    path("lists/template.xlsx", list_views.give_template, name="list-template"),
    path("lists/<int:number>/", list_views.show_list, name="list"),
    path("lists/<int:number>/bad.xlsx", list_views.give_bad, name="list-bad"),
    path("firm/", firm_views.show_firm, name="firm"),
    path("drafts/", draft_views.show_drafts, name="drafts"),
    path("trips/", trip_views.show_own_visits, name="own-visits"),
    path("consignments/", consignment_views.show_consignments, name="consignments"),
    path("consignments/new", consignment_views.open_consignment, name="new-consignment"),
    path("consignments/<str:number>/", consignment_views.show_consignment, name="consignment"),
    path(
        "consignments/<str:number>/change",
        consignment_views.change_consignment,
        name="change-consignment",
    ),
    path("consignments/<str:number>/vehicles", grid_views.show_grid, name="grid"),
    path("consignments/<str:number>/pass-on", passing_views.show_passing, name="pass-on"),
    path("find", visit_views.find, name="find"),
]
