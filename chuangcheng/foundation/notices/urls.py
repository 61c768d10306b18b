"""Addresses of the notices."""

from django.urls import path

from chuangcheng.foundation.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.inbox, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("preferences/", views.preferences, name="preferences"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:letter>/retry/", views.retry, name="retry"),
    path("<int:notice>/", views.open_notice, name="open"),
    path("<int:notice>/read/", views.read, name="read"),
]
