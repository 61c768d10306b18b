"""Addresses of the shell."""

from django.urls import path

from chuangcheng.foundation.shell import views

urlpatterns = [
    path("language/", views.switch_language, name="language"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
