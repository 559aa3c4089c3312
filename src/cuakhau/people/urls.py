"""Addresses of sign-in, booth and the administration of people."""

from django.urls import path

from cuakhau.people import sign_in

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in.show_sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("sign-in/demo/<str:role>/", sign_in.sign_in_demo, name="demo"),
]
