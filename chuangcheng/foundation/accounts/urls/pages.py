"""Addresses of the room under the namespace ``accounts``: roles, deputies, accounts."""

from django.urls import URLPattern

app_name = "accounts"

urlpatterns: list[URLPattern] = []
