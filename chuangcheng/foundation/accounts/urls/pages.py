"""Addresses of the room under the namespace ``accounts``: roles, deputies, accounts."""

from django.urls import path

from chuangcheng.foundation.accounts.views import deputies, home, roles

app_name = "accounts"

urlpatterns = [
    path("home/", home.home, name="home"),
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
