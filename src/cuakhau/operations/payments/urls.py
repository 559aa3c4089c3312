"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.payments.pages import desk, receipt, visit

app_name = "payments"
urlpatterns = [
    path("fees/", desk.show_desk, name="fees"),
    path("fees/visit/<str:number>/", visit.show_visit, name="visit"),
    path("fees/receipt/<int:receipt>/", receipt.show_receipt, name="receipt"),
]
