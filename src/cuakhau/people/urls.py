"""Addresses of sign-in, booth and the administration of people."""

from django.urls import path

from cuakhau.people import account, administration, booths, keys, manual, second, sign_in

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in.show_sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("sign-in/second/", second.show_second, name="second"),
    path("sign-in/password/", account.show_account, name="account"),
    path("sign-in/demo/<str:role>/", sign_in.sign_in_demo, name="demo"),
    path("booth/", booths.show_booth, name="booth"),
    path("booth/open/", booths.open_booth, name="open-booth"),
    path("booth/close/", booths.close_booth, name="close-booth"),
    path("people/", administration.list_people, name="list"),
    path("people/add/", administration.add_person, name="add"),
    path("people/<str:username>/", administration.show_person, name="person"),
    path("keys/", keys.list_keys, name="keys"),
    path("keys/add/", keys.add_key, name="add-key"),
    path("keys/<str:prefix>/", keys.show_key, name="key"),
    path("manual/rights/", manual.show_rights, name="rights"),
]
