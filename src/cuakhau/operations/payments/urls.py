"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path, re_path

from cuakhau.operations.payments.pages import (
    bank,
    closing,
    consignment,
    desk,
    firms,
    proposals,
    receipts,
    revenue,
    statement,
    visit,
)

app_name = "payments"
urlpatterns = [
    path("fees/", desk.show_desk, name="fees"),
    path("fees/visit/<str:number>/", visit.show_visit, name="visit"),
    path("fees/visit/<str:number>/pay.svg", visit.show_code, name="code"),
    path("fees/consignment/<str:number>/", consignment.show_consignment, name="consignment"),
    path("fees/consignment/<str:number>/pay.svg", consignment.show_code, name="consignment-code"),
    path("fees/receipts/", receipts.show_receipts, name="receipts"),
    re_path(
        r"^fees/receipts/file\.(?P<ending>xml|json)$",
        receipts.export_receipts,
        name="receipts-file",
    ),
    path("fees/receipt/<int:receipt>/", receipts.show_receipt, name="receipt"),
    path("fees/receipt/<int:receipt>/pdf", receipts.print_one, name="print"),
    path("fees/firms/", firms.show_firms, name="firms"),
    path("fees/firm/", firms.show_firm, name="firm"),
    path("fees/statement/", firms.show_statement, name="statement"),
    path("fees/proposals/", proposals.show_proposals, name="proposals"),
    path("fees/refund/<int:slip>/pdf", proposals.print_one, name="print-slip"),
    path("fees/close/", closing.show_close, name="close"),
    path("fees/close/<int:closing>/", closing.show_closing, name="closing"),
    path("fees/bank/", bank.show_bank, name="bank"),
    path("fees/bank/<int:statement>/", statement.show_rows, name="statement-rows"),
    path("fees/revenue/", revenue.show_revenue, name="revenue"),
    path("fees/revenue/lines", revenue.show_lines, name="revenue-lines"),
    re_path(
        r"^fees/revenue/file\.(?P<ending>xlsx|json)$", revenue.export_revenue, name="revenue-file"
    ),
]
