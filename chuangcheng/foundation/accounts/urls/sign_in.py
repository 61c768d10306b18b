"""Addresses of signing in and out. The names are allauth's, which leads from one to another."""

from django.urls import path

from chuangcheng.foundation.accounts.views import sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
]
