"""Addresses of the room under the namespace ``accounts``: roles, deputies, accounts."""

from django.urls import path

from chuangcheng.foundation.accounts.views import deputies, home, roles
from chuangcheng.foundation.accounts.views.administration import account, listing

app_name = "accounts"

urlpatterns = [
    path("home/", home.home, name="home"),
    path("accounts/", listing.listing, name="accounts"),
    path("accounts/new/", listing.create, name="create_account"),
    path("accounts/<int:account>/", account.show, name="account"),
    path("accounts/<int:account>/link/", account.link, name="link"),
    path("accounts/<int:account>/close/", account.close, name="close_account"),
    path("accounts/<int:account>/open/", account.reopen, name="open_account"),
    path("accounts/<int:account>/unlock/", account.unlock, name="unlock_account"),
    path("accounts/<int:account>/end/", account.end, name="end_sessions"),
    path("accounts/<int:account>/one-step/", account.remove_second_step, name="one_step"),
    path("accounts/<int:account>/identities/", account.add_identity, name="add_identity"),
    path(
        "accounts/<int:account>/identities/<int:number>/off/",
        account.remove_identity,
        name="remove_identity",
    ),
    path("roles/", roles.grants, name="grants"),
    path("roles/give/", roles.choose_account, name="choose_account"),
    path("roles/give/<int:account>/", roles.give, name="give_role"),
    path("roles/<int:grant>/end/", roles.end, name="end_role"),
    path("permissions/", roles.permissions, name="permissions"),
    path("deputies/", deputies.deputies, name="deputies"),
    path("deputies/name/", deputies.name_own, name="name_deputy"),
    path("deputies/for/", deputies.choose_principal, name="choose_principal"),
    path("deputies/for/<int:account>/", deputies.name_for, name="name_deputy_for"),
    path("deputies/<int:deputising>/end/", deputies.end, name="end_deputy"),
]
