"""Addresses of the orders on the road."""

from django.urls import path

from cuakhau.operations.orders import views

app_name = "orders"
urlpatterns = [
    path("orders/", views.show_orders, name="list"),
    path("orders/<int:order>/", views.say_word, name="say"),
]
