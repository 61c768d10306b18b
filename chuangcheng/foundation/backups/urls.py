"""Addresses of the room."""

from django.urls import path

from chuangcheng.foundation.backups import views

app_name = "backups"
urlpatterns = [path("", views.runs, name="runs")]
